import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TrainingPhoto } from '@exifclip/datasets';
import { loadModel } from '@exifclip/models';
import { writeModelFile } from '@exifclip/models/node';
import { withSection } from '../with-section.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { authenticScores } from './authentic-scores.ts';
import { calibrationSection } from './calibration-card.ts';
import { type CalibrationScoresOptions, calibrationScores } from './calibration-scores.ts';
import { type FittedCalibration, fitCalibration } from './fit-calibration.ts';

export interface CalibrateFolderOptions
  extends Pick<CalibrationScoresOptions, 'seed' | 'onProgress' | 'signal'> {
  /** The command that asked for it, for the card. */
  command: string;
  /** Whether the model was trained on the photos. @defaultValue false */
  trainedOn?: boolean;
  /**
   * Files of whole authentic images: measured by size, and at most a twentieth of them gets a
   * probability above one half.
   * @defaultValue none
   */
  authentic?: readonly string[] | undefined;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
}

/**
 * Fits how a model's scores become probabilities, and writes it into the model folder: the file
 * `calibration.json`, its checksum, and a section of the card.
 *
 * @param photos - authentic photos, best such that the model was not trained on
 * @returns undefined, and nothing is written, when no photo can be pasted into another
 * @throws ModelFolderError when there is no model in the folder
 */
export async function calibrateFolder(
  folder: string,
  photos: readonly TrainingPhoto[],
  {
    seed,
    command,
    trainedOn = false,
    authentic = [],
    threads,
    onProgress,
    signal,
  }: CalibrateFolderOptions,
): Promise<FittedCalibration | undefined> {
  const model = await loadModel(folder);
  const whitening = await model.whitening();
  const encoder = await model.patchEncoder({ threads, spinning: false, onFallback: console.error });
  try {
    const scores = await calibrationScores(photos, {
      encoder,
      whitening,
      seed,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (scores.length === 0) return undefined;
    const wholeImages = await authenticScores(authentic, {
      ...{ encoder, whitening, onProgress, signal },
      onSkip: (file, reason) => console.error(`${basename(file)}: left out: ${reason}`),
    });
    const calibration = fitCalibration(scores, { command, trainedOn, wholeImages });
    const bytes = new TextEncoder().encode(`${JSON.stringify(calibration, null, 2)}\n`);
    await writeModelFile(folder, 'calibration.json', bytes);
    const card = join(folder, 'README.md');
    const section = calibrationSection(calibration);
    await writeFileAtomic(card, withSection(await readFile(card, 'utf8'), section));
    return calibration;
  } finally {
    await encoder.dispose();
  }
}
