import { stat } from 'node:fs/promises';
import { sha256OfFile } from '../sources/sha256-of-file.node.ts';
import { readShardIndex } from './read-shard-set.node.ts';
import { scanShard } from './scan-shard.node.ts';
import { ShardError } from './shard-error.ts';
import type { ShardPath } from './shard-files.node.ts';
import type { OpenShardPhoto } from './shard-index.ts';

export interface OpenShardOptions {
  /** Whether the whole file is read and its SHA-256 compared, where an index states it. */
  verify: boolean;
}

/**
 * What a shard holds: by its index, whose size must be the file's, or, where it has none, by
 * reading the headers of the tar file.
 *
 * @throws ShardError for a file that is absent, cut off, or not what its index says
 */
export async function openShard(
  { path, file, entry }: ShardPath,
  { verify }: OpenShardOptions,
): Promise<readonly OpenShardPhoto[]> {
  const size = await sizeOf(path);
  const index = await readShardIndex(path.replace(/\.tar$/, '.json'));
  if (!index || index.file !== file) {
    if (entry) throw new ShardError(path, 'expected an index beside it, got none');
    return scanShard(path, size);
  }
  if (index.bytes !== size) {
    throw new ShardError(path, `expected ${index.bytes} bytes, as its index says, got ${size}`);
  }
  if (entry && entry.sha256 !== index.sha256) {
    throw new ShardError(path, 'expected one SHA-256 in its index and index.json, got two');
  }
  if (verify) {
    const found = await sha256OfFile(path);
    if (found !== index.sha256) {
      throw new ShardError(path, `expected the SHA-256 ${index.sha256}, got ${found}`);
    }
  }
  return index.contents.map((photo) => ({ ...photo, split: index.split }));
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new ShardError(path, `cannot be read: ${(cause as Error).message}`, { cause });
  }
}
