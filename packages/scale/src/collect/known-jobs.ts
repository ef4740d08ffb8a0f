import type { ScaleQueue } from '../queue/open-queue.ts';

const pageLength = 500;

/** The ids of all jobs of a queue, in the order in which they were first enqueued. */
export async function* knownJobs({
  redis,
  keys,
}: ScaleQueue): AsyncGenerator<string, void, undefined> {
  for (let start = 0; ; start += pageLength) {
    const page = await redis.zrange(keys.known, start, `${start + pageLength - 1}`);
    yield* page;
    if (page.length < pageLength) return;
  }
}
