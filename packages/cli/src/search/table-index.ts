import { stat } from 'node:fs/promises';
import type { EmbeddingChunk } from '@exifclip/search';
import { loadIndex, type StoredIndex, usearchIndex } from '@exifclip/search/node';

export interface TableIndexOptions {
  /** The table that the index is of. */
  table: string;
  /** Numbers in an embedding. */
  dim: number;
  /** Told what a person should know, such as that the index is made anew. */
  onNotice: (notice: string) => void;
  signal: AbortSignal;
}

/**
 * The approximate index in a file, made from a table where it is absent or older than the table.
 *
 * @param chunks what the table holds
 * @throws SearchIndexError for a file that is no index
 */
export async function tableIndex(
  path: string,
  chunks: () => AsyncIterable<EmbeddingChunk>,
  { table, dim, onNotice, signal }: TableIndexOptions,
): Promise<StoredIndex> {
  if (await isOlder(table, path)) return loadIndex(path, { signal });
  onNotice(`${path}: is made from ${table}`);
  const index = await usearchIndex({ dim });
  for await (const chunk of chunks()) {
    signal.throwIfAborted();
    await index.add(chunk);
  }
  await index.save(path);
  onNotice(`${path}: ${index.size} embeddings`);
  return index;
}

async function isOlder(path: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([stat(path), stat(other).catch(() => undefined)]);
  return two !== undefined && one.mtimeMs <= two.mtimeMs;
}
