/**
 * The score of every class for one row.
 *
 * @param scores [count]; is overwritten, and its length says how many classes there are
 */
export function linearScores(
  data: Float32Array,
  row: number,
  parameters: Float64Array,
  scores: Float64Array,
): void {
  const count = scores.length;
  const dim = parameters.length / count - 1;
  scores.set(parameters.subarray(dim * count));
  for (let k = 0, from = row * dim, at = 0; k < dim; k++) {
    const value = data[from + k]!;
    for (let c = 0; c < count; c++, at++) scores[c]! += value * parameters[at]!;
  }
}
