import type { BatchJob } from '../jobs/batch-job.ts';
import { inputName } from '../jobs/input-reference.ts';
import type { ScaleQueue } from '../queue/open-queue.ts';
import { listAside } from '../queue/set-aside.ts';
import { readTally, slotSeconds, type Tally } from '../queue/tally.ts';

/** How far a queue is. */
export interface QueueStatus {
  /** Jobs by their state; `delayed` ones failed and will be tried again, `dead` ones will not. */
  jobs: Record<'waiting' | 'active' | 'delayed' | 'completed' | 'dead', number>;
  /** Files of jobs that are done, out of those enqueued. */
  files: Tally;
  /** Workers that are connected now. */
  workers: number;
  /** Files done a second, over the last minutes; 0 when none was. */
  rate: number;
  /** What is left at that rate, in seconds; null when nothing moves. */
  secondsLeft: number | null;
  /** Inputs that were given up on, though they may be good; at most `limit`. */
  aside: readonly { input: string; error: string; tries: number }[];
  /** Jobs that were given up as a whole; at most `limit`. */
  deadJobs: readonly { id: string; files: number; error: string }[];
}

export interface QueueStatusOptions {
  /** How many inputs and jobs that were given up are listed. @defaultValue 20 */
  limit?: number;
}

/** Reads how far a queue is. */
export async function queueStatus(
  queue: ScaleQueue,
  { limit = 20 }: QueueStatusOptions = {},
): Promise<QueueStatus> {
  const states = ['waiting', 'active', 'delayed', 'completed', 'failed'] as const;
  const counts = await queue.jobs.getJobCounts(...states);
  const { waiting = 0, active = 0, delayed = 0, completed = 0, failed: dead = 0 } = counts;
  const files = await readTally(queue);
  const rate = await recentRate(queue);
  const left = files.enqueued - files.ok - files.failed;
  const deadJobs = dead === 0 ? [] : await queue.jobs.getJobs(['failed'], 0, limit - 1);
  return {
    jobs: { waiting, active, delayed, completed, dead },
    files,
    workers: await queue.jobs.getWorkersCount(),
    rate,
    secondsLeft: rate > 0 ? left / rate : null,
    aside: await firstAside(queue, limit),
    deadJobs: deadJobs.map(({ id = '', data, failedReason }) => {
      // Another program may have put anything on the queue.
      const { inputs } = data as Partial<BatchJob>;
      return { id, files: inputs?.length ?? 0, error: failedReason };
    }),
  };
}

async function firstAside(queue: ScaleQueue, limit: number): Promise<QueueStatus['aside']> {
  const found: { input: string; error: string; tries: number }[] = [];
  for await (const { reference, error, tries } of listAside(queue)) {
    if (found.length === limit) break;
    found.push({ input: inputName(reference), error, tries });
  }
  return found;
}

const slots = 30;

/** Over the last five minutes, or since work began in them. */
async function recentRate({ redis, keys }: ScaleQueue): Promise<number> {
  const now = Date.now() / 1000 / slotSeconds;
  const current = Math.floor(now);
  const names = Array.from({ length: slots }, (_, i) => keys.recent(current - i));
  const counts = (await redis.mget(names)).map((text) => Number(text ?? 0));
  const busy = [...counts.keys()].filter((slot) => counts[slot]! > 0);
  const oldest = busy.at(-1);
  if (oldest === undefined) return 0;
  // Jobs of the oldest slot were begun before it.
  const seconds = (now - current + Math.max(oldest, 1)) * slotSeconds;
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}
