import { assertCount } from './assert-count.ts';
import { checkChunk } from './check-chunk.ts';
import { chunkComparer } from './chunk-comparer.ts';
import type { EmbeddingChunk } from './embedding-chunk.ts';
import { rowBlocks } from './row-blocks.ts';
import type { SearchIndex } from './search-index.ts';
import { topHits } from './top-hits.ts';
import { unitQuery } from './unit-query.ts';

export interface ExactIndexOptions {
  /** Numbers in an embedding. */
  dim: number;
}

/** An exact index, which can also be read. */
export interface ExactIndex extends SearchIndex {
  readonly kind: 'exact';
  /** All that was added, in that order, those without a direction too; views, not copies. */
  chunks(): Iterable<EmbeddingChunk>;
}

/**
 * Compares a query with every embedding. They are all in memory, 4 · `dim` + 8 bytes each beside
 * their ids; `searchExact` reads them from anywhere.
 *
 * @throws RangeError when `dim` is not a positive integer
 */
export function exactIndex({ dim }: ExactIndexOptions): ExactIndex {
  assertCount('dim', dim);
  const rows = rowBlocks(dim);
  return {
    kind: 'exact',
    dim,
    get size() {
      return rows.sound;
    },
    get skipped() {
      return rows.count - rows.sound;
    },
    chunks: () => rows.blocks(),
    async add(chunk) {
      checkChunk(chunk, dim);
      rows.add(chunk);
    },
    async search(query, { k = 10, signal } = {}) {
      signal?.throwIfAborted();
      assertCount('k', k);
      const open = { unit: unitQuery(query, dim), top: topHits(k) };
      const compare = chunkComparer([open], signal);
      for (const block of rows.blocks()) await compare(block, block.norms);
      return open.top.hits();
    },
  };
}
