import type { EmbeddingChunk } from './embedding-chunk.ts';
import { openExactFile } from './open-exact-file.node.ts';

export interface ReadEmbeddingsOptions {
  /** Stops reading. */
  signal?: AbortSignal | undefined;
}

/**
 * What the file of an exact index holds, in chunks of some megabytes: `searchExact` then needs no
 * more memory than that.
 *
 * @throws SearchIndexError when it is no such file
 */
export async function* readEmbeddings(
  path: string,
  { signal }: ReadEmbeddingsOptions = {},
): AsyncGenerator<EmbeddingChunk, void, undefined> {
  const file = await openExactFile(path);
  try {
    yield* file.chunks(signal === undefined ? {} : { signal });
  } finally {
    await file.close();
  }
}
