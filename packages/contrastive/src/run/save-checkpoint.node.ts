import { mkdir, open, rename } from 'node:fs/promises';
import { checkpointPath } from './checkpoint-path.node.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import type { TrainState } from './train-state.ts';

/**
 * Writes a state into a folder, in the place of the one before.
 *
 * The old checkpoint stays until the new one is whole on the disk, so that a process which is
 * killed at any time, or a machine that loses power, leaves one of the two.
 *
 * @param folder made where it does not exist; one run at a time
 */
export async function saveCheckpoint(folder: string, state: TrainState): Promise<void> {
  const path = checkpointPath(folder);
  const draft = `${path}.tmp`;
  await mkdir(folder, { recursive: true });
  const file = await open(draft, 'w');
  try {
    await file.writeFile(serializeTrainState(state));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(folder);
}

/** Makes the renaming itself last; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
