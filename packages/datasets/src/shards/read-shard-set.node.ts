import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ShardError } from './shard-error.ts';
import type { ShardIndex, ShardSet } from './shard-index.ts';

/**
 * Reads `index.json` of a folder of shards.
 *
 * @returns undefined where there is none
 * @throws ShardError for a file that is no such index
 */
export async function readShardSet(folder: string): Promise<ShardSet | undefined> {
  const path = join(folder, 'index.json');
  const value = (await readJson(path)) as ShardSet | undefined;
  if (value === undefined) return undefined;
  if (value?.format !== 'exifclip-shards' || value.version !== 1 || !Array.isArray(value.shards)) {
    const start = JSON.stringify(value).slice(0, 60);
    throw new ShardError(path, `expected an index of exifclip-shards, version 1, got ${start}`);
  }
  return value;
}

/**
 * Reads the index of one shard, `train-000000.json`.
 *
 * @returns undefined where there is none
 * @throws ShardError for a file that is no such index
 */
export async function readShardIndex(path: string): Promise<ShardIndex | undefined> {
  const value = (await readJson(path)) as ShardIndex | undefined;
  if (value === undefined) return undefined;
  if (typeof value?.file !== 'string' || !Array.isArray(value.contents)) {
    const start = JSON.stringify(value).slice(0, 60);
    throw new ShardError(path, `expected the index of a shard, got ${start}`);
  }
  return value;
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ShardError(path, `expected JSON: ${(cause as Error).message}`, { cause });
  }
}
