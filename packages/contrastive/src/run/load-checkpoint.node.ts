import { readFile } from 'node:fs/promises';
import { checkpointPath } from './checkpoint-path.node.ts';
import { parseTrainState } from './parse-train-state.ts';
import type { TrainState } from './train-state.ts';

/**
 * Reads the state that `saveCheckpoint` left in a folder.
 *
 * @returns undefined where there is none yet
 * @throws CheckpointError when the file is damaged; the message names it
 */
export async function loadCheckpoint(folder: string): Promise<TrainState | undefined> {
  const path = checkpointPath(folder);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return parseTrainState(bytes, { name: path });
}
