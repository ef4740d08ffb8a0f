import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bestCheckpoints } from './best-checkpoints.ts';
import { checkpointPath } from './checkpoint-path.node.ts';
import { type CheckpointPolicy, checkpointsToKeep } from './checkpoints-to-keep.ts';
import { listCheckpoints } from './list-checkpoints.node.ts';
import type { StoredCheckpoint } from './stored-checkpoint.ts';
import { writeFileDurably } from './write-file-durably.node.ts';

/**
 * Lists a run's checkpoints in `checkpoints.json`, deletes what no rule keeps, checkpoints of later
 * steps than `lastStep`, and halves that killed processes left. `checkpointKeeper` does so at every
 * save; a run that goes on should before its first step, since the one before may have been killed
 * between the two. Does nothing where there is no checkpoint.
 *
 * @throws RangeError when a number of the policy is not a positive integer
 */
export async function settleCheckpoints(
  folder: string,
  policy: CheckpointPolicy = {},
  lastStep: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  // what is damaged was told when the run began, and is written over when its step comes again
  const all = await listCheckpoints(folder, { onDamaged: () => {} });
  const own = all.filter(({ path, step }) => path === checkpointPath(folder, step));
  const kept = checkpointsToKeep(
    own.filter(({ step }) => step <= lastStep),
    policy,
  );
  if (own.length === 0) return;
  await writeFileDurably(join(folder, 'checkpoints.json'), indexOf(kept, policy));
  for (const { path } of own.filter((found) => !kept.includes(found))) await rm(path);
  await removeDrafts(folder);
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

async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) =>
    /^checkpoint-\d+\.safetensors\.tmp$/.test(name),
  );
  for (const name of drafts) await rm(join(folder, name));
}
