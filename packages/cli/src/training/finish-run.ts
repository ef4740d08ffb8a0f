import { join } from 'node:path';
import type { TrainState } from '@exifclip/contrastive';
import { createRandom, type TrainingPhoto } from '@exifclip/datasets';
import { renderSentence } from '@exifclip/exif-text';
import { calibrateFolder } from '../calibration/calibrate-folder.ts';
import { assessRetrieval } from '../retrieval/assess-retrieval.ts';
import { writeRetrieval } from '../retrieval/write-retrieval.ts';
import { finalParameters } from './final-parameters.ts';
import { openPhotos } from './open-photos.ts';
import type { OpenRun } from './open-run.ts';
import { runCard } from './run-card.ts';
import { writeRunModel } from './write-run-model.ts';

export interface FinishRunOptions {
  /** What the model is called. @defaultValue 'model' */
  id?: string;
  /** The command or program that trained it, for the card. @defaultValue 'exifclip train' */
  command?: string;
  /** Told how far each part is. */
  onProgress?: ((done: number, total: number, what: string) => void) | undefined;
  /** Told what a person should know, such as that nothing could be calibrated. */
  onNotice?: ((notice: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Fewest validation photos that anything is worth fitting on. */
const fewest = 8;
const usualCommand = 'exifclip train';

/**
 * Turns a run's state into a model folder that every command takes: both towers as graphs, the
 * whitening, the calibration, and what `verify` compares with.
 *
 * Where there are too few validation photos the calibration is fitted on those of the training as
 * well, which the card says.
 *
 * @returns the path of the model folder, `model` in the run's
 * @throws RangeError when there is no photo to fit the whitening on, or a checkpoint whose weights
 * the model is to have a share of
 */
export async function finishRun(
  run: OpenRun,
  state: TrainState,
  options: FinishRunOptions = {},
): Promise<string> {
  const { id = 'model', command = usualCommand, signal } = options;
  const { config, photos, threads } = run;
  const [training, validation] = await Promise.all([
    openPhotos(photos, 'train'),
    openPhotos(photos, 'val'),
  ]);
  const folder = join(run.folder, 'model');
  const parameters = await finalParameters(run, state);
  await writeRunModel(parameters, training.slice(0, config.whiteningPhotos), run, {
    folder,
    id,
    threads,
    card: runCard(config, { id, command, photos: training.length }),
    signal,
    onProgress: told(options, 'photos for the whitening'),
  });
  if (config.calibrationPhotos > 0) {
    await addCalibration(folder, training, validation, run, options);
    await addReference(folder, training, validation, run, options);
  }
  return folder;
}

/** How scores become probabilities, on validation photos, or on all where those are too few. */
async function addCalibration(
  folder: string,
  training: readonly TrainingPhoto[],
  validation: readonly TrainingPhoto[],
  { config, threads }: OpenRun,
  options: FinishRunOptions,
): Promise<void> {
  const { command = usualCommand, onNotice, signal } = options;
  const { seed, calibrationPhotos } = config;
  const trainedOn = validation.length < fewest;
  const some = trainedOn ? [...validation, ...training] : validation;
  const photos = createRandom(seed, 'calibration photos').shuffle(some).slice(0, calibrationPhotos);
  const fitted = await calibrateFolder(folder, photos, {
    ...{ seed, command, trainedOn, threads, signal },
    onProgress: told(options, 'photos for the calibration'),
  });
  if (fitted === undefined) onNotice?.('one photo alone: scores were not calibrated');
}

/** What `verify` compares with, where validation photos are enough and say different things. */
async function addReference(
  folder: string,
  training: readonly TrainingPhoto[],
  validation: readonly TrainingPhoto[],
  { config, threads }: OpenRun,
  { command = usualCommand, onNotice, onProgress, signal }: FinishRunOptions,
): Promise<void> {
  const random = createRandom(config.seed, 'reference photos');
  const some = (photos: readonly TrainingPhoto[]): readonly TrainingPhoto[] =>
    random.shuffle(photos).slice(0, config.calibrationPhotos);
  const [known, unknown] = [some(training), some(validation)];
  const sentences = new Set(unknown.map(sentenceOf));
  if (known.length < 2 || unknown.length < fewest || sentences.size < 2) {
    onNotice?.('few photos: `verify` has nothing to compare with');
    return;
  }
  const retrieval = await assessRetrieval(unknown, {
    ...{ model: folder, known, threads, onProgress, signal },
  });
  await writeRetrieval(folder, retrieval, command);
}

function sentenceOf({ tags }: TrainingPhoto): string {
  return renderSentence(tags);
}

function told(
  { onProgress }: FinishRunOptions,
  what: string,
): (done: number, total: number) => void {
  return (done, total) => onProgress?.(done, total, what);
}
