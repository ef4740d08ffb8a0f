import type { ScaleQueue } from './open-queue.ts';

/**
 * Forgets a queue: its jobs, counts and plan. Results stay where they are, and a queue that is
 * filled with the same again finds them.
 *
 * @throws Error while workers have jobs of it
 */
export async function removeQueue({ jobs, redis, keys, name }: ScaleQueue): Promise<void> {
  await jobs.pause();
  if ((await jobs.getActiveCount()) > 0) {
    await jobs.resume();
    throw new Error(`${name}: expected no active jobs, got some: stop the workers first`);
  }
  await jobs.obliterate({ force: false });
  const { plan, known, done, counts, aside } = keys;
  await redis.del(plan, known, done, counts, aside);
}
