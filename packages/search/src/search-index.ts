import type { EmbeddingChunk } from './embedding-chunk.ts';
import type { SearchHit } from './search-hit.ts';

export interface SearchOptions {
  /** Hits, at most as many as there are embeddings. @defaultValue 10 */
  k?: number | undefined;
  /** Stops the search; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Embeddings that can be asked for the nearest to another. */
export interface SearchIndex {
  /** Whether it compares a query with all embeddings, or follows a graph to most of the nearest. */
  readonly kind: 'exact' | 'usearch';
  /** Numbers in an embedding. */
  readonly dim: number;
  /** Embeddings that can be found. */
  readonly size: number;
  /** Embeddings that were given and have no direction: zeros, or a number that is not finite. */
  readonly skipped: number;
  /**
   * Takes copies.
   *
   * @throws RangeError unless the rows are as many as the ids, of `dim` numbers
   */
  add(chunk: EmbeddingChunk): Promise<void>;
  /**
   * The nearest by cosine, best first; of equal ones the one that was added first.
   *
   * @param query `[dim]`, of any length
   * @throws RangeError when the query is not `dim` finite numbers or is zero, or `k` is not a
   * positive integer
   */
  search(query: Float32Array, options?: SearchOptions): Promise<SearchHit[]>;
}
