import { checkpointPath } from './checkpoint-path.node.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import type { TrainState } from './train-state.ts';
import { writeFileDurably } from './write-file-durably.node.ts';

/**
 * Writes a state into a folder, in the place of the one before: `checkpoint.safetensors`. One of the
 * two is whole whenever the process is killed. `checkpointKeeper` keeps several.
 *
 * @param folder made where it does not exist; one run at a time
 */
export async function saveCheckpoint(folder: string, state: TrainState): Promise<void> {
  await writeFileDurably(checkpointPath(folder), serializeTrainState(state));
}
