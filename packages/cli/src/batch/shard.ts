import { InvalidArgumentError } from 'commander';
import { pathHash } from './path-hash.ts';

/** One of `count` parts of all inputs; `index` counts from 0. */
export interface Shard {
  index: number;
  count: number;
}

/**
 * Whether an input is in a shard: by its path alone, so that it stays there when others come. The
 * first 32 bits of the SHA-256 of the path as it is written, modulo the number of shards.
 */
export function isInShard(path: string, { index, count }: Shard): boolean {
  return pathHash(path)[0] % count === index;
}

/** Reads `--shard 0/8` … `7/8` from the command line. */
export function parseShard(text: string): Shard {
  const [, first, second] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (count >= 1 && index < count && count <= 2 ** 20) return { index, count };
  throw new InvalidArgumentError(`expected i/n with i from 0 to n - 1, such as 0/8, got ${text}`);
}
