import { openFileSource } from '@exifclip/nn/node';
import { type LoadUsearchOptions, loadUsearchFile } from './load-usearch-file.node.ts';
import { openExactFile } from './open-exact-file.node.ts';
import { storedExactIndex } from './stored-exact-index.node.ts';
import type { StoredIndex } from './stored-index.ts';
import { endBytes, trailerStart } from './usearch-trailer.ts';

export interface LoadIndexOptions extends LoadUsearchOptions {
  /** Stops reading. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads an index that was saved, of either kind, into memory.
 *
 * @throws SearchIndexError when the file is no index, or damaged
 * @throws Error of the file system, or when it takes the package usearch and that is not installed
 */
export async function loadIndex(
  path: string,
  { signal, ...options }: LoadIndexOptions = {},
): Promise<StoredIndex> {
  signal?.throwIfAborted();
  const start = await usearchTrailerStart(path);
  if (start !== undefined) return loadUsearchFile(path, start, options);
  const file = await openExactFile(path);
  try {
    const index = storedExactIndex({ dim: file.dim });
    const chunks = file.chunks(signal === undefined ? {} : { signal });
    for await (const chunk of chunks) await index.add(chunk);
    return index;
  } finally {
    await file.close();
  }
}

async function usearchTrailerStart(path: string): Promise<number | undefined> {
  const source = await openFileSource(path);
  try {
    return trailerStart(await source.read(Math.max(0, source.size - endBytes), source.size));
  } finally {
    await source.close();
  }
}
