import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { BatchJob } from '../jobs/batch-job.ts';
import { type ConnectRedisOptions, connectRedis } from './connect-redis.ts';
import type { RedisAddress } from './redis-address.ts';
import { queuePrefix, type ScaleKeys, scaleKeys } from './scale-keys.ts';

/** An open queue. */
export interface ScaleQueue {
  name: string;
  redis: Redis;
  keys: ScaleKeys;
  jobs: Queue<BatchJob>;
  close(): Promise<void>;
}

/**
 * Opens a queue, which need not exist yet.
 *
 * @throws RangeError for a name that cannot be one
 * @throws Error when Redis cannot be reached
 */
export async function openQueue(
  name: string,
  address: RedisAddress,
  options: ConnectRedisOptions = {},
): Promise<ScaleQueue> {
  const keys = scaleKeys(name);
  const redis = await connectRedis(address, options);
  const jobs = new Queue<BatchJob>(name, { connection: redis, prefix: queuePrefix });
  // Losses of the connection are told of by the connection itself.
  jobs.on('error', () => undefined);
  const close = async (): Promise<void> => {
    await jobs.close();
    redis.disconnect();
  };
  return { name, redis, keys, jobs, close };
}
