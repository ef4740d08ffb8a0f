import { assertCount } from './assert-count.ts';
import { checkChunk } from './check-chunk.ts';
import { chunkComparer } from './chunk-comparer.ts';
import type { EmbeddingChunk } from './embedding-chunk.ts';
import { rowNorms } from './row-norms.ts';
import type { SearchHit } from './search-hit.ts';
import type { SearchOptions } from './search-index.ts';
import { topHits } from './top-hits.ts';
import { unitQuery } from './unit-query.ts';

export interface SearchExactOptions extends SearchOptions {
  /** Told after every chunk how many embeddings were looked at. */
  onProgress?: ((done: number) => void) | undefined;
}

/** What a pass over all embeddings came to. */
export interface ExactSearch {
  /** Of every query, best first; of equal ones the one that came first. */
  readonly hits: SearchHit[][];
  /** Embeddings that were compared. */
  readonly compared: number;
  /** Embeddings without a direction: zeros, or a number that is not finite. */
  readonly skipped: number;
}

/**
 * The nearest embeddings to each query, by cosine, in one pass over chunks from anywhere: a file, a
 * table, the network. Beside its answer it holds one chunk at a time, so that millions of
 * embeddings are no matter of memory. However they are cut, hits and cosines are the same to the
 * last bit, and those of `exactIndex`.
 *
 * @param queries `[dim]` each
 * @throws RangeError when a query is not finite numbers, as many as in the first, or is zero, a
 * chunk's rows are not as many as its ids, or `k` is not a positive integer
 */
export async function searchExact(
  queries: readonly Float32Array[],
  chunks: AsyncIterable<EmbeddingChunk> | Iterable<EmbeddingChunk>,
  { k = 10, signal, onProgress }: SearchExactOptions = {},
): Promise<ExactSearch> {
  signal?.throwIfAborted();
  assertCount('k', k);
  const dim = queries[0]?.length ?? 0;
  const open = queries.map((query) => ({ unit: unitQuery(query, dim), top: topHits(k) }));
  if (open.length === 0) return { hits: [], compared: 0, skipped: 0 };
  const compare = chunkComparer(open, signal);
  let [compared, skipped] = [0, 0];
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    checkChunk(chunk, dim);
    const norms = rowNorms(chunk.embeddings, dim);
    await compare(chunk, norms);
    const sound = norms.reduce((count, norm) => count + (norm > 0 ? 1 : 0), 0);
    compared += sound;
    skipped += norms.length - sound;
    onProgress?.(compared + skipped);
  }
  return { hits: open.map(({ top }) => top.hits()), compared, skipped };
}
