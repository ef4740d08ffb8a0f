import { join } from 'node:path';
import { serializeDivergence } from './serialize-divergence.ts';
import type { Divergence } from './training-diverged-error.ts';
import { writeFileDurably } from './write-file-durably.node.ts';

/**
 * Writes the batch that a run diverged at, and what the step came to, into a folder:
 * `divergence-00000123.safetensors`, by the step counted from 0. With the last checkpoint before it
 * the step can be made again.
 *
 * @param error a `TrainingDivergedError`
 * @returns the path of the file
 */
export async function saveDivergence(folder: string, error: Divergence): Promise<string> {
  const step = String(error.batch.step).padStart(8, '0');
  const path = join(folder, `divergence-${step}.safetensors`);
  await writeFileDurably(path, serializeDivergence(error));
  return path;
}
