import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readShardSet } from './read-shard-set.node.ts';
import { ShardError } from './shard-error.ts';
import type { ShardEntry } from './shard-index.ts';

/** A tar file of a folder of shards. */
export interface ShardPath {
  /** Its name in the folder. */
  file: string;
  path: string;
  /** What `index.json` says of it, where there is one. */
  entry?: ShardEntry;
}

/**
 * The shards of a folder in order: those of its `index.json`, else all that end in `.tar`.
 *
 * @throws ShardError for a folder without shards, or whose shards are not complete
 */
export async function shardFiles(folder: string): Promise<readonly ShardPath[]> {
  const set = await readShardSet(folder);
  if (set && !set.complete) {
    throw new ShardError(
      folder,
      'expected complete shards, got a run that was stopped: write them again to go on with it',
    );
  }
  if (set) {
    return set.shards.map((entry) => ({
      file: entry.file,
      path: join(folder, entry.file),
      entry,
    }));
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tar'));
  if (names.length === 0) throw new ShardError(folder, 'expected shards, files that end in .tar');
  return names.sort((a, b) => (a < b ? -1 : 1)).map((file) => ({ file, path: join(folder, file) }));
}
