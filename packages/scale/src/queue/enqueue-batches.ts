import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchPlan } from '../jobs/batch-plan.ts';
import { type BatchesOfOptions, batchesOf } from '../jobs/batches-of.ts';
import type { InputReference } from '../jobs/input-reference.ts';
import { jobId } from '../jobs/job-id.ts';
import { jobOptions } from './job-options.ts';
import type { ScaleQueue } from './open-queue.ts';
import { setPlan } from './set-plan.ts';
import { countNew } from './tally.ts';

export interface EnqueueBatchesOptions extends BatchesOfOptions {
  /** How many jobs may wait; beyond, enqueueing waits for workers. @defaultValue 10000 */
  maxWaiting?: number;
  /** Told after every round, and while it waits. @defaultValue none */
  onProgress?: (counts: Enqueued, waits: boolean) => void;
  /** Stops between two rounds; what was enqueued stays. */
  signal?: AbortSignal | undefined;
}

/** What was enqueued. */
export interface Enqueued {
  /** Inputs seen. */
  files: number;
  /** Jobs that are new. */
  added: number;
  /** Jobs that were there already. */
  known: number;
}

const roundLength = 50;
const pause = 500;

/**
 * Puts inputs on a queue, as jobs of several. The stream is read no faster than workers take jobs
 * once enough of them wait, so that neither this process nor Redis holds more than that.
 *
 * Jobs that were enqueued before are not enqueued again; so after an interruption, the same call
 * goes on.
 *
 * @throws RangeError when the queue is for something else
 */
export async function enqueueBatches(
  queue: ScaleQueue,
  plan: BatchPlan,
  inputs: AsyncIterable<InputReference>,
  { size = 32, maxWaiting = 10_000, onProgress, signal }: EnqueueBatchesOptions = {},
): Promise<Enqueued> {
  await setPlan(queue, plan);
  const counts: Enqueued = { files: 0, added: 0, known: 0 };
  const flush = async (round: readonly InputReference[][]): Promise<void> => {
    while ((await queue.jobs.getWaitingCount()) >= maxWaiting) {
      onProgress?.(counts, true);
      await sleep(pause, undefined, { signal });
    }
    const added = await addRound(queue, plan, round);
    counts.files += round.reduce((sum, batch) => sum + batch.length, 0);
    counts.added += added;
    counts.known += round.length - added;
    onProgress?.(counts, false);
  };
  let round: InputReference[][] = [];
  for await (const batch of batchesOf(inputs, { size })) {
    signal?.throwIfAborted();
    round.push(batch);
    if (round.length < Math.min(roundLength, maxWaiting)) continue;
    await flush(round);
    round = [];
  }
  if (round.length > 0) await flush(round);
  return counts;
}

/** @returns how many of the jobs are new */
async function addRound(
  queue: ScaleQueue,
  plan: BatchPlan,
  round: readonly InputReference[][],
): Promise<number> {
  const jobs = round.map((inputs) => ({ id: jobId(plan, inputs), inputs }));
  // Counted first: if this process ends in between, the next run adds what was counted only.
  const isNew = await countNew(
    queue,
    jobs.map(({ id, inputs }) => ({ id, files: inputs.length })),
  );
  await queue.jobs.addBulk(
    jobs.map(({ id, inputs }) => ({
      name: plan.job,
      data: { inputs },
      opts: { ...jobOptions, jobId: id },
    })),
  );
  return isNew.filter(Boolean).length;
}
