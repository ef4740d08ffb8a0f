import { assertCount } from '../assert-count.ts';
import { nextTask } from '../probe/next-task.ts';
import { checkedRows } from './checked-rows.ts';
import type { EmbeddingRows } from './embedding-rows.ts';
import { innerProduct } from './inner-product.ts';

export interface ScoreBlocksOptions {
  /** Queries and items of a block, each; scores of one block are held at a time. @defaultValue 256 */
  chunk?: number | undefined;
  /** Heard every 50 ms or so; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told how many queries are done. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** For how long other tasks have to wait, roughly. */
const longestMilliseconds = 50;

/** The scores of some neighbouring queries with some neighbouring items. */
export interface ScoreBlock {
  readonly firstQuery: number;
  readonly queryCount: number;
  readonly firstItem: number;
  readonly itemCount: number;
  /** Inner products, `[queryCount, itemCount]`; only good until the next block. */
  readonly scores: Float32Array;
}

/**
 * Compares all queries with all items block by block: for each block of queries, the items from
 * first to last. Whatever the size of the blocks, scores are the same to the last bit.
 *
 * @throws RangeError unless both are tables of finite numbers with rows of one length, and `chunk`
 * is a positive integer
 */
export async function* scoreBlocks(
  queries: EmbeddingRows,
  items: EmbeddingRows,
  { chunk = 256, signal, onProgress }: ScoreBlocksOptions = {},
): AsyncGenerator<ScoreBlock, void, undefined> {
  signal?.throwIfAborted();
  const { queryCount, itemCount, dim } = checkedRows(queries, items);
  assertCount('chunk', chunk);
  const buffer = new Float32Array(Math.min(chunk, queryCount) * Math.min(chunk, itemCount));
  let rested = performance.now();
  for (let firstQuery = 0; firstQuery < queryCount; firstQuery += chunk) {
    const some = rowsOf(queries.data, dim, firstQuery, Math.min(firstQuery + chunk, queryCount));
    for (let firstItem = 0; firstItem < itemCount; firstItem += chunk) {
      const others = rowsOf(items.data, dim, firstItem, Math.min(firstItem + chunk, itemCount));
      const size = { queryCount: some.length / dim, itemCount: others.length / dim };
      const scores = buffer.subarray(0, size.queryCount * size.itemCount);
      innerProducts(some, others, dim, scores);
      yield { firstQuery, firstItem, ...size, scores };
      if (performance.now() - rested < longestMilliseconds) continue;
      await nextTask(); // a signal is heard only when other tasks have their turn
      signal?.throwIfAborted();
      rested = performance.now();
    }
    onProgress?.(Math.min(firstQuery + chunk, queryCount), queryCount);
  }
}

function rowsOf(data: Float32Array, dim: number, from: number, to: number): Float32Array {
  return data.subarray(from * dim, to * dim);
}

function innerProducts(a: Float32Array, b: Float32Array, dim: number, scores: Float32Array): void {
  let at = 0;
  for (let i = 0; i < a.length; i += dim) {
    for (let j = 0; j < b.length; j += dim) scores[at++] = innerProduct(a, i, b, j, dim);
  }
}
