import { inputName } from '../jobs/input-reference.ts';
import type { ScaleQueue } from '../queue/open-queue.ts';
import { decodeResult, type JobResult, resultName } from '../results/result-file.ts';
import type { ResultStore } from '../results/result-store.ts';

/** What can be said of a job: its result, why it has none, or that it is not done yet. */
export type CollectedJob =
  | { kind: 'result'; name: string; result: JobResult }
  | { kind: 'dead'; inputs: readonly string[]; reason: string }
  | { kind: 'unfinished' }
  | { kind: 'lost' };

/**
 * Finds out what became of a job: its result counts, whatever the queue says.
 *
 * @throws Error for a result that cannot be read
 */
export async function collectedJob(
  { jobs }: ScaleQueue,
  store: ResultStore,
  id: string,
): Promise<CollectedJob> {
  const name = resultName(id);
  // Asked first: a job that is done between the two has its result then.
  const job = await jobs.getJob(id);
  const state = await job?.getState();
  const bytes = await store.read(name);
  if (bytes) return { kind: 'result', name, result: await decodeResult(bytes, name) };
  if (job === undefined) return { kind: 'lost' };
  if (state === 'completed') return { kind: 'lost' };
  if (state !== 'failed') return { kind: 'unfinished' };
  const reason = `its job was given up after ${job.attemptsMade} tries: ${job.failedReason}`;
  return { kind: 'dead', inputs: job.data.inputs.map(inputName), reason };
}
