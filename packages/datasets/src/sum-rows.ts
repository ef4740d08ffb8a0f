/** Which rows a vertical (or, by shifted copies of one row, horizontal) filter adds up. */
export interface WeightedRows {
  /** Samples of all rows; one type of array only, since two halve the speed. */
  source: Float32Array;
  /** Where each row starts in `source`. */
  starts: Int32Array;
  /** How many of `starts` are rows. */
  count: number;
  /** `count` weights, from index `first` on. */
  weights: Float32Array;
  first: number;
}

/**
 * The weighted sum of rows: the inner loop of every separable filter. Four rows at a time spare
 * most of the loads and stores of the sum, which doubles the speed.
 *
 * @param sum - overwritten from `at` on; views of it would be made for every row of an image
 * @param length - samples of a row
 */
export function sumRows(rows: WeightedRows, sum: Float32Array, at: number, length: number): void {
  const { source, starts, count, weights, first } = rows;
  const end = at + length;
  let k = startSum(rows, sum, at, end);
  for (; k + 2 < count; k += 4) {
    // Counted from where the sum begins, as the loop is.
    const [a, b, c] = [starts[k]! - at, starts[k + 1]! - at, starts[k + 2]! - at];
    const [p, q, r] = [weights[first + k]!, weights[first + k + 1]!, weights[first + k + 2]!];
    // A fourth row beyond the last counts for nothing.
    const d = k + 3 < count ? starts[k + 3]! - at : a;
    const s = k + 3 < count ? weights[first + k + 3]! : 0;
    for (let i = at; i < end; i += 1) {
      sum[i] =
        sum[i]! + p * source[a + i]! + q * source[b + i]! + r * source[c + i]! + s * source[d + i]!;
    }
  }
  for (; k < count; k += 1) {
    const start = starts[k]! - at;
    const weight = weights[first + k]!;
    for (let i = at; i < end; i += 1) sum[i] = sum[i]! + weight * source[start + i]!;
  }
}

/** The sum of the first three or four rows, or of none, which need not be added to anything. */
function startSum(
  { source, starts, count, weights, first }: WeightedRows,
  sum: Float32Array,
  at: number,
  end: number,
): number {
  if (count < 3) {
    sum.fill(0, at, end);
    return 0;
  }
  const [a, b, c] = [starts[0]! - at, starts[1]! - at, starts[2]! - at];
  const [p, q, r] = [weights[first]!, weights[first + 1]!, weights[first + 2]!];
  if (count === 3) {
    for (let i = at; i < end; i += 1) {
      sum[i] = p * source[a + i]! + q * source[b + i]! + r * source[c + i]!;
    }
    return 3;
  }
  const d = starts[3]! - at;
  const s = weights[first + 3]!;
  for (let i = at; i < end; i += 1) {
    sum[i] = p * source[a + i]! + q * source[b + i]! + r * source[c + i]! + s * source[d + i]!;
  }
  return 4;
}
