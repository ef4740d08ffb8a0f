import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bestCheckpoints } from './best-checkpoints.ts';
import { checkpointPath } from './checkpoint-path.node.ts';
import { type CheckpointPolicy, checkpointsToKeep } from './checkpoints-to-keep.ts';
import { listCheckpoints } from './list-checkpoints.node.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import type { StoredCheckpoint } from './stored-checkpoint.ts';
import type { TrainCheckpoints } from './train-run.ts';
import { writeFileDurably } from './write-file-durably.node.ts';

/**
 * Keeps the last, the best and every n-th state of a run in a folder, each in a file of its own,
 * `checkpoint-00000050.safetensors`, and deletes what no rule keeps.
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
    const path = checkpointPath(folder, state.step);
    await writeFileDurably(path, serializeTrainState(state, about));
    // what is damaged was told when the run began, and is written over when its step comes again
    const all = await listCheckpoints(folder, { onDamaged: () => {} });
    const own = all.filter(({ path, step }) => path === checkpointPath(folder, step));
    const kept = checkpointsToKeep(
      own.filter(({ step }) => step <= state.step),
      policy,
    );
    await writeFileDurably(join(folder, 'checkpoints.json'), indexOf(kept, policy));
    for (const { path } of own.filter((found) => !kept.includes(found))) await rm(path);
    await removeDrafts(folder);
  };
}

function indexOf(kept: readonly StoredCheckpoint[], { best }: CheckpointPolicy): string {
  const nameOf = (found: StoredCheckpoint | undefined) => found && basename(found.path);
  const index = {
    last: nameOf(kept.at(-1)),
    best: best === undefined ? undefined : nameOf(bestCheckpoints(kept, best)[0]),
    checkpoints: kept.map(({ path, step, validation }) => ({
      file: basename(path),
      step,
      validation,
    })),
  };
  return `${JSON.stringify(index, undefined, 2)}\n`;
}

/** Halves that killed processes left. */
async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) =>
    /^checkpoint-\d+\.safetensors\.tmp$/.test(name),
  );
  for (const name of drafts) await rm(join(folder, name));
}
