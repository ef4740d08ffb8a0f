import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compactTowerConfig } from '@exifclip/patch-encoder/tower';
import { writeFileAtomic } from '../write-file-atomic.ts';

/** What sets one training run apart; kept in the run's folder, so that resuming cannot change it. */
export interface RunConfig {
  /** The photo manifest. */
  manifest: string;
  steps: number;
  seed: number;
  /** Largest learning rate, after the warm-up. */
  learningRate: number;
  warmupSteps: number;
  weightDecay: number;
  /** Gradients longer than this are shortened to it. */
  clipNorm: number;
  /** Different photos a batch, each under two processing chains. */
  photosPerBatch: number;
  /** Pairs of simulated cameras a batch; both photograph the same scene. */
  cameraPairs: number;
  /** Photos that the whitening is fitted on, at most. */
  whiteningPhotos: number;
  patchSize: number;
  buckets: number;
  widths: readonly [number, number, number];
  dim: number;
}

/** The settings of the bundled model. */
export const defaultRunConfig: Omit<RunConfig, 'manifest'> = {
  steps: 1000,
  seed: 1,
  learningRate: 1e-3,
  warmupSteps: 100,
  weightDecay: 1e-2,
  clipNorm: 1,
  photosPerBatch: 44,
  cameraPairs: 20,
  whiteningPhotos: 2000,
  patchSize: 64,
  buckets: 4096,
  widths: compactTowerConfig.widths,
  dim: compactTowerConfig.dim,
};

const file = 'run.json';

/** The settings that a run in this folder was begun with; undefined where there is none. */
export async function readRunConfig(folder: string): Promise<RunConfig | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, file), 'utf8')) as RunConfig;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${join(folder, file)}: ${(error as Error).message}`, { cause: error });
  }
}

/** Keeps the settings of a run in its folder. */
export function writeRunConfig(folder: string, config: RunConfig): Promise<void> {
  return writeFileAtomic(join(folder, file), `${JSON.stringify(config, null, 2)}\n`);
}
