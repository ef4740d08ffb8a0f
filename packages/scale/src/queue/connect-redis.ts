import { Redis } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

export interface ConnectRedisOptions {
  /** How long the first connection may take to come about, in seconds. @defaultValue 20 */
  patience?: number;
  /** Told when the connection was lost and when it is back. @defaultValue console.error */
  onNotice?: (text: string) => void;
}

const longestPause = 5000;

/**
 * Connects to Redis. Once connected it stays so: commands wait while the server is away, and are
 * sent when it is back.
 *
 * @throws Error when there is no connection in time; its message holds no password
 */
export async function connectRedis(
  { url, shown }: RedisAddress,
  { patience = 20, onNotice = console.error }: ConnectRedisOptions = {},
): Promise<Redis> {
  const redis = new Redis(url, {
    // BullMQ's workers need this: a command that gives up would end their loop.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), longestPause),
  });
  const last = { reason: 'it does not answer' };
  redis.on('error', (error: Error) => {
    // Only the message: the error of a refused login has the password in its fields.
    last.reason = error.message || (error as NodeJS.ErrnoException).code || last.reason;
  });
  await firstReady(redis, patience).catch(() => {
    redis.disconnect();
    throw new Error(`${shown}: expected Redis there within ${patience} s: ${last.reason}`);
  });
  tellOfLosses(redis, shown, onNotice);
  return redis;
}

function firstReady(redis: Redis, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too late')), patience * 1000);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function tellOfLosses(redis: Redis, shown: string, onNotice: (text: string) => void): void {
  let lost = false;
  redis.on('close', () => {
    if (lost || redis.status === 'end') return;
    lost = true;
    onNotice(`${shown}: the connection was lost; waiting until it is back`);
  });
  redis.on('ready', () => {
    lost = false;
    onNotice(`${shown}: connected again`);
  });
  redis.on('end', () => {
    lost = true;
  });
}
