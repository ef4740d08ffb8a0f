import { join } from 'node:path';
import type { TrainState } from '@exifclip/contrastive';
import { createRandom, type TrainingPhoto } from '@exifclip/datasets';
import { renderSentence } from '@exifclip/exif-text';
import { calibrateFolder } from '../calibration/calibrate-folder.ts';
import { assessRetrieval } from '../retrieval/assess-retrieval.ts';
import { writeRetrieval } from '../retrieval/write-retrieval.ts';
import { modelParameters } from './model-parameters.ts';
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

/** Fewest validation photos that a calibration is worth fitting on. */
const fewest = 8;

/**
 * Turns a run's state into a model folder that every command takes: both towers as graphs, the
 * whitening, the calibration, and what `verify` compares with.
 *
 * Where there are too few validation photos the calibration is fitted on those of the training as
 * well, which the card says.
 *
 * @returns the path of the model folder, `model` in the run's
 * @throws RangeError when there is no photo to fit the whitening on
 */
export async function finishRun(
  run: OpenRun,
  state: TrainState,
  options: FinishRunOptions = {},
): Promise<string> {
  const { id = 'model', command = 'exifclip train', onNotice, signal } = options;
  const { config, photos, threads } = run;
  const [training, validation] = await Promise.all([
    openPhotos(photos, 'train'),
    openPhotos(photos, 'val'),
  ]);
  const folder = join(run.folder, 'model');
  await writeRunModel(modelParameters(run, state), training.slice(0, config.whiteningPhotos), run, {
    folder,
    id,
    threads,
    card: runCard(config, { id, command, photos: training.length }),
    signal,
    onProgress: told(options, 'photos for the whitening'),
  });
  if (config.calibrationPhotos > 0) {
    const trainedOn = validation.length < fewest;
    const some = trainedOn ? [...validation, ...training] : validation;
    const chosen = createRandom(config.seed, 'calibration photos').shuffle(some);
    const fitted = await calibrateFolder(folder, chosen.slice(0, config.calibrationPhotos), {
      ...{ seed: config.seed, command, trainedOn, threads, signal },
      onProgress: told(options, 'photos for the calibration'),
    });
    if (fitted === undefined) onNotice?.('one photo alone: scores were not calibrated');
  }
  if (validation.length >= fewest && new Set(validation.map(sentenceOf)).size > 1) {
    const retrieval = await assessRetrieval(validation, {
      ...{ model: folder, known: training, threads, signal },
      onProgress: options.onProgress,
    });
    await writeRetrieval(folder, retrieval, command);
  } else onNotice?.('few validation photos: `verify` has nothing to compare with');
  return folder;
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
