import { assertCount } from '../assert-count.ts';
import type { EmbeddingRows } from './embedding-rows.ts';
import { type ScoreBlocksOptions, scoreBlocks } from './score-blocks.ts';

export interface TopKOptions extends ScoreBlocksOptions {
  /** Items a query, at most as many as there are. @defaultValue 10 */
  k?: number | undefined;
}

/** The best items of every query, best first; of equal ones the one that stands first. */
export interface TopK {
  /** Rows of the items, row-major, `[queries, k]`. */
  readonly indices: Int32Array;
  /** Inner products with the query, `[queries, k]`. */
  readonly scores: Float32Array;
  /** [queries, k] */
  readonly shape: readonly [number, number];
}

/**
 * The `k` items with the largest inner product with each query: their cosine, where embeddings have
 * unit length. Exact; beside its inputs it holds its answer and one block of scores, so that
 * millions of items are no matter of memory.
 *
 * @throws RangeError unless both are tables of finite numbers with rows of one length, and `k` and
 * `chunk` are positive integers
 */
export async function topK(
  queries: EmbeddingRows,
  items: EmbeddingRows,
  { k = 10, ...options }: TopKOptions = {},
): Promise<TopK> {
  assertCount('k', k);
  const [count = 0] = queries.shape;
  const kept = Math.min(k, items.shape[0] ?? 0);
  const indices = new Int32Array(count * kept);
  const scores = new Float32Array(count * kept).fill(Number.NEGATIVE_INFINITY);
  for await (const block of scoreBlocks(queries, items, options)) {
    for (let q = 0; q < block.queryCount; q++) {
      const [from, to] = [(block.firstQuery + q) * kept, (block.firstQuery + q + 1) * kept];
      const row = block.scores.subarray(q * block.itemCount, (q + 1) * block.itemCount);
      insertAll(row, block.firstItem, indices.subarray(from, to), scores.subarray(from, to));
    }
  }
  return { indices, scores, shape: [count, kept] };
}

/** Puts what is good enough into its place among the best so far; later ones behind equal ones. */
function insertAll(
  row: Float32Array,
  first: number,
  indices: Int32Array,
  scores: Float32Array,
): void {
  const last = scores.length - 1;
  for (let i = 0; i < row.length; i++) {
    const score = row[i]!;
    // a finite row can have an inner product of −∞ only by overflow; it still is an item
    if (!(score > scores[last]!) && first + i > last) continue;
    const place = placeOf(score, scores, Math.min(first + i, last + 1));
    if (place > last) continue;
    scores.copyWithin(place + 1, place, last);
    indices.copyWithin(place + 1, place, last);
    scores[place] = score;
    indices[place] = first + i;
  }
}

/** Behind all of the first `filled` that are no smaller, by halving. */
function placeOf(score: number, scores: Float32Array, filled: number): number {
  let [low, high] = [0, filled];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scores[middle]! >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
