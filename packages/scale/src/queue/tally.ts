import type { ScaleQueue } from './open-queue.ts';

/** How many files of a queue are enqueued and done. */
export interface Tally {
  enqueued: number;
  ok: number;
  failed: number;
}

/** A job that is about to be enqueued. */
export interface NewJob {
  id: string;
  /** How many files it adds to those there are. */
  files: number;
}

// Both scripts count a job once, however often it is enqueued or done: a job may be done twice
// when its first worker was only thought to be dead.
const noteNew = `
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], redis.call('ZCARD', KEYS[1]), ARGV[1])
redis.call('HINCRBY', KEYS[2], 'enqueued', ARGV[2])
return 1`;

const noteDone = `
if redis.call('SADD', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HINCRBY', KEYS[2], 'ok', ARGV[2])
redis.call('HINCRBY', KEYS[2], 'failed', ARGV[3])
redis.call('INCRBY', KEYS[3], ARGV[4])
redis.call('EXPIRE', KEYS[3], 900)
return 1`;

/** Length of the slots in which the files done are counted for the rate, in seconds. */
export const slotSeconds = 10;

/** Counts jobs that are about to be enqueued, and says of each whether it is new. */
export async function countNew(
  { redis, keys }: ScaleQueue,
  jobs: readonly NewJob[],
): Promise<boolean[]> {
  const pipeline = redis.pipeline();
  for (const { id, files } of jobs) pipeline.eval(noteNew, 2, keys.known, keys.counts, id, files);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply === 1;
  });
}

/** What became of the files of a job. */
export interface DoneJob {
  id: string;
  ok: number;
  failed: number;
  /** Whether they had failed before. */
  again: boolean;
}

/** Counts a job that is done. */
export async function countDone(
  { redis, keys }: ScaleQueue,
  { id, ok, failed, again }: DoneJob,
): Promise<void> {
  const recent = keys.recent(Math.floor(Date.now() / 1000 / slotSeconds));
  const change = again ? -ok : failed;
  await redis.eval(noteDone, 3, keys.done, keys.counts, recent, id, ok, change, ok + failed);
}

/** The counts so far. */
export async function readTally({ redis, keys }: ScaleQueue): Promise<Tally> {
  const { enqueued, ok, failed } = await redis.hgetall(keys.counts);
  return { enqueued: Number(enqueued ?? 0), ok: Number(ok ?? 0), failed: Number(failed ?? 0) };
}
