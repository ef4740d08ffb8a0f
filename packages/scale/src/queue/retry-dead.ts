import { jobId } from '../jobs/job-id.ts';
import { resultName } from '../results/result-file.ts';
import type { ResultStore } from '../results/result-store.ts';
import { jobOptions } from './job-options.ts';
import type { ScaleQueue } from './open-queue.ts';
import { listAside, type SetAside, takeBack } from './set-aside.ts';
import { getPlan } from './set-plan.ts';
import { countNew } from './tally.ts';

/** What was put on the queue again. */
export interface Retried {
  /** Jobs that had been given up as a whole. */
  jobs: number;
  /** Inputs that had been set aside; each is a job of its own now. */
  files: number;
}

/** Puts what was given up on the queue again: jobs as they were, inputs one by one. */
export async function retryDead(queue: ScaleQueue, store: ResultStore): Promise<Retried> {
  const retried: Retried = { jobs: 0, files: 0 };
  // Their ids first: workers may be at them while the list is gone through.
  for (const id of await queue.jobs.getRanges(['failed'], 0, -1)) {
    const isOurs = (await queue.redis.zscore(queue.keys.known, id)) !== null;
    const job = isOurs ? await queue.jobs.getJob(id) : undefined;
    if (job === undefined) continue;
    // Added anew: a retried one would keep its count of stalls, and fail at once.
    await job.remove();
    await queue.redis.del(queue.keys.deaths(id));
    await queue.jobs.add(job.name, job.data, { ...jobOptions, jobId: id });
    retried.jobs += 1;
  }
  const entries: SetAside[] = [];
  for await (const entry of listAside(queue)) entries.push(entry);
  for (const entry of entries) {
    await retryInput(queue, store, entry);
    retried.files += 1;
  }
  return retried;
}

async function retryInput(queue: ScaleQueue, store: ResultStore, entry: SetAside): Promise<void> {
  const plan = await getPlan(queue);
  if (plan === undefined) throw new Error(`${queue.name}: expected a plan, got none`);
  const id = jobId(plan, [entry.reference]);
  // Of a batch of one, the job and its result are there.
  await (await queue.jobs.getJob(id))?.remove();
  await store.remove(resultName(id));
  await queue.redis.srem(queue.keys.done, id);
  await countNew(queue, [{ id, files: 0 }]);
  const data = { inputs: [entry.reference], again: true };
  await queue.jobs.add(plan.job, data, { ...jobOptions, jobId: id });
  await takeBack(queue, entry);
}
