/** Which rows a vertical (or, by shifted copies of one row, horizontal) filter adds up. */
export interface WeightedRows {
  /** Samples of all rows; one type of array only, since two halve the speed. */
  source: Float32Array;
  /** Where each row starts in `source`. */
  starts: Int32Array;
  /** `starts.length` weights, from index `first` on. */
  weights: Float32Array;
  first: number;
}

/**
 * The weighted sum of rows: the inner loop of every separable filter. Four rows at a time spare
 * most of the loads and stores of the sum, which doubles the speed.
 *
 * @param sum - overwritten; as long as a row
 */
export function sumRows({ source, starts, weights, first }: WeightedRows, sum: Float32Array): void {
  const count = starts.length;
  let k = startSum({ source, starts, weights, first }, sum);
  for (; k + 2 < count; k += 4) {
    const [a, b, c] = [starts[k]!, starts[k + 1]!, starts[k + 2]!];
    const [p, q, r] = [weights[first + k]!, weights[first + k + 1]!, weights[first + k + 2]!];
    // A fourth row beyond the last counts for nothing.
    const d = k + 3 < count ? starts[k + 3]! : a;
    const s = k + 3 < count ? weights[first + k + 3]! : 0;
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] =
        sum[i]! + p * source[a + i]! + q * source[b + i]! + r * source[c + i]! + s * source[d + i]!;
    }
  }
  for (; k < count; k += 1) {
    const start = starts[k]!;
    const weight = weights[first + k]!;
    for (let i = 0; i < sum.length; i += 1) sum[i] = sum[i]! + weight * source[start + i]!;
  }
}

/** The sum of the first three or four rows, or of none, which need not be added to anything. */
function startSum({ source, starts, weights, first }: WeightedRows, sum: Float32Array): number {
  const count = starts.length;
  if (count < 3) {
    sum.fill(0);
    return 0;
  }
  const [a, b, c] = [starts[0]!, starts[1]!, starts[2]!];
  const [p, q, r] = [weights[first]!, weights[first + 1]!, weights[first + 2]!];
  if (count === 3) {
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] = p * source[a + i]! + q * source[b + i]! + r * source[c + i]!;
    }
    return 3;
  }
  const d = starts[3]!;
  const s = weights[first + 3]!;
  for (let i = 0; i < sum.length; i += 1) {
    sum[i] = p * source[a + i]! + q * source[b + i]! + r * source[c + i]! + s * source[d + i]!;
  }
  return 4;
}
