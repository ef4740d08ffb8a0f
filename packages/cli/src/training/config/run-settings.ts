import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoStore } from '@exifclip/datasets/node';
import { writeFileAtomic } from '../../write-file-atomic.ts';
import { onePhase } from './one-phase.ts';
import { parseRunConfig } from './parse-run-config.ts';
import { defaultRunConfig, type RunConfig } from './run-config.ts';
import { RunConfigError } from './run-config-error.ts';

/** What a run was begun with, kept as `run.json` in its folder. */
export interface RunSettings {
  photos: PhotoStore;
  config: RunConfig;
}

const file = 'run.json';

/**
 * The settings of the run in a folder; undefined where there is none.
 *
 * @throws RunConfigError when the file was damaged
 */
export async function readRunSettings(folder: string): Promise<RunSettings | undefined> {
  const path = join(folder, file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const config = parseRunConfig(text, path, { others: ['photos'] });
  const { photos } = JSON.parse(text) as { photos?: Partial<PhotoStore> };
  if (!['manifest', 'shards'].includes(photos?.kind ?? '') || typeof photos?.path !== 'string') {
    throw new RunConfigError(path, 'expected "photos" to name a manifest or a folder of shards');
  }
  // A run from before there were phases has none, whatever the usual ones are.
  const whole = { ...defaultRunConfig, ...onePhase, ...config };
  return { photos: photos as PhotoStore, config: whole };
}

/** Keeps the settings of a run in its folder. */
export function writeRunSettings(folder: string, { photos, config }: RunSettings): Promise<void> {
  const text = JSON.stringify({ photos, ...config }, null, 2);
  return writeFileAtomic(join(folder, file), `${text}\n`);
}
