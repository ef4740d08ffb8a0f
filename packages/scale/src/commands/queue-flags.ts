import { openQueue, type ScaleQueue } from '../queue/open-queue.ts';
import { defaultRedisUrl, redisAddress } from '../queue/redis-address.ts';
import type { CommandLike } from './command-like.ts';

/** Flags that all commands of a queue have. */
export interface QueueFlags {
  queue: string;
  redis?: string;
}

/** Adds those flags. */
export function withQueueFlags(command: CommandLike): CommandLike {
  return command
    .option('--queue <name>', 'which queue; each makes one table', 'photos')
    .option(
      '--redis <url>',
      `Redis or Valkey; without it, EXIFCLIP_REDIS, which other users do not see, else ${defaultRedisUrl}`,
    );
}

/** Opens the queue that the flags name, and closes it when `use` is done with it. */
export async function useQueue<T>(
  { queue: name, redis }: QueueFlags,
  use: (queue: ScaleQueue) => Promise<T>,
): Promise<T> {
  const address = redisAddress(redis ?? process.env['EXIFCLIP_REDIS'] ?? defaultRedisUrl);
  const queue = await openQueue(name, address);
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}
