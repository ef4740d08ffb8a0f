import { readFile } from 'node:fs/promises';
import { parseDivergence } from './parse-divergence.ts';
import type { Divergence } from './training-diverged-error.ts';

/**
 * Reads a file of `saveDivergence`; its `batch` is one that `train` takes.
 *
 * @throws CheckpointError when it is damaged or something else
 */
export async function loadDivergence(path: string): Promise<Divergence> {
  return parseDivergence(await readFile(path), { name: path });
}
