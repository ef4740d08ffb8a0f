import type { ScaleQueue } from './open-queue.ts';

/** How often each input of one job ended the process that worked on it. */
export interface DeathLedger {
  /** Of an input, by its place in the job. */
  count(place: number): number;
  /** Why it last did so, in one line. */
  reason(place: number): string;
  /** Notes that work on an input begins: should this machine die, the next one reads it. */
  begin(place: number): Promise<void>;
  /** Notes that an input ended its process, and gives how often it has now. */
  blame(place: number, reason: string): Promise<number>;
  /** Notes that no input is being worked on. */
  rest(): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

const current = 'current';

/**
 * Opens the ledger of a job. An input that the last worker left unfinished is counted: whether it
 * killed the worker or another hand did, only time can tell.
 */
export async function openDeathLedger(
  { redis, keys }: ScaleQueue,
  job: string,
): Promise<DeathLedger> {
  const key = keys.deaths(job);
  const fields = await redis.hgetall(key);
  const counts = new Map<number, number>();
  const reasons = new Map<number, string>();
  for (const [field, value] of Object.entries(fields)) {
    const [kind, place] = field.split(':');
    if (kind === 'count') counts.set(Number(place), Number(value));
    if (kind === 'reason') reasons.set(Number(place), value);
  }
  const blame = async (place: number, reason: string): Promise<number> => {
    const [[, count] = []] =
      (await redis
        .multi()
        .hincrby(key, `count:${place}`, 1)
        .hset(key, `reason:${place}`, reason)
        .hdel(key, current)
        .exec()) ?? [];
    counts.set(place, Number(count));
    reasons.set(place, reason);
    return Number(count);
  };
  const unfinished = fields[current];
  if (unfinished !== undefined) {
    await blame(Number(unfinished), 'the worker ended while it worked on this file');
  }
  return {
    count: (place) => counts.get(place) ?? 0,
    reason: (place) => reasons.get(place) ?? '',
    begin: async (place) => void (await redis.hset(key, current, place)),
    blame,
    rest: async () => void (await redis.hdel(key, current)),
    clear: async () => void (await redis.del(key)),
  };
}
