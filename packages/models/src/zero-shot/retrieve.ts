import type { DenseArray } from '@exifclip/exif-text';
import { unitRows } from './unit-rows.ts';

export interface RetrieveOptions {
  /** Matches a query, at most as many as the gallery has. @defaultValue 10 */
  k?: number;
  /** Queries that are compared between two looks at the signal. @defaultValue 64 */
  chunkSize?: number;
  /** Stops between two chunks; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told after each chunk how many queries are done. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The best matches of every query, best first; of equal ones the one that stands first. */
export interface Retrieval {
  /** Rows of the gallery, `[queries, k]`. */
  indices: DenseArray<Int32Array>;
  /** Their cosines with the query, -1…1, `[queries, k]`. */
  similarities: DenseArray;
}

/**
 * The nearest neighbours by cosine: photos by their sentence, sentences by their photo, whichever
 * is the gallery. Exact; beside its inputs it holds no more than its answer.
 *
 * @param queries `[n, dim]`, of any length
 * @param gallery `[m, dim]`
 * @throws RangeError when the lengths of embeddings differ, a number is not finite, or `k` or
 * `chunkSize` is not a positive integer
 */
export async function retrieve(
  queries: DenseArray,
  gallery: DenseArray,
  { k = 10, chunkSize = 64, signal, onProgress }: RetrieveOptions = {},
): Promise<Retrieval> {
  assertCount('k', k);
  assertCount('chunkSize', chunkSize);
  const sought = unitRows(queries, 'queries');
  const offered = unitRows(gallery, 'the gallery');
  const [count, dim] = sought.shape as [number, number];
  if (offered.shape[1] !== dim) {
    throw new RangeError(
      `expected a gallery of embeddings of ${dim} numbers like the queries, got ${offered.shape[1]}`,
    );
  }
  const kept = Math.min(k, offered.shape[0]!);
  const indices = new Int32Array(count * kept);
  const similarities = new Float32Array(count * kept);
  for (let from = 0; from < count; from += chunkSize) {
    const to = Math.min(from + chunkSize, count);
    for (let query = from; query < to; query++) {
      const row = [query * kept, (query + 1) * kept] as const;
      const vector = sought.data.subarray(query * dim, (query + 1) * dim);
      rank(vector, offered.data, indices.subarray(...row), similarities.subarray(...row));
    }
    onProgress?.(to, count);
    await nextTask(); // a signal is heard only when other tasks have their turn
    signal?.throwIfAborted();
  }
  const shape = [count, kept];
  return { indices: { data: indices, shape }, similarities: { data: similarities, shape } };
}

/** Fills in the best matches of one query, by insertion. */
function rank(
  query: Float32Array,
  gallery: Float32Array,
  indices: Int32Array,
  similarities: Float32Array,
): void {
  const dim = query.length;
  similarities.fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row * dim < gallery.length; row++) {
    let sum = 0;
    for (let i = 0; i < dim; i++) sum += query[i]! * gallery[row * dim + i]!;
    const similarity = Math.fround(sum); // as it is kept, so that equal rows compare as equal
    let place = similarities.length;
    while (place > 0 && similarity > similarities[place - 1]!) place--;
    if (place === similarities.length) continue;
    similarities.copyWithin(place + 1, place, similarities.length - 1);
    indices.copyWithin(place + 1, place, indices.length - 1);
    similarities[place] = similarity;
    indices[place] = row;
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function assertCount(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(`expected ${name} to be a positive integer, got ${value}`);
}
