import { checkpointPath } from './checkpoint-path.node.ts';
import { type CheckpointPolicy, checkpointsToKeep } from './checkpoints-to-keep.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import { settleCheckpoints } from './settle-checkpoints.node.ts';
import type { TrainCheckpoints } from './train-run.ts';
import { writeFileDurably } from './write-file-durably.node.ts';

/**
 * Keeps the last, the best, every n-th and named states of a run in a folder, each in a file of its
 * own, `checkpoint-00000050.safetensors`, and deletes what no rule keeps.
 *
 * The files say themselves what they are; `checkpoints.json` lists them, best and last by name, for
 * people and other programs, and is made from the files anew at every save. Whenever the process is
 * killed, every file that bears its name is whole. Checkpoints of later steps than the saved one are
 * of a future that the run has left by going back to an older state: they are deleted too.
 *
 * @param folder made where it does not exist; one run at a time
 * @returns what `checkpoint.save` of `train` takes
 * @throws RangeError when a number of the policy is not a positive integer
 */
export function checkpointKeeper(
  folder: string,
  policy: CheckpointPolicy = {},
): TrainCheckpoints['save'] {
  checkpointsToKeep([], policy); // a mistake shows before the first step
  return async (state, about) => {
    await writeFileDurably(checkpointPath(folder, state.step), serializeTrainState(state, about));
    await settleCheckpoints(folder, policy, state.step);
  };
}
