/**
 * The inner product of two rows of tables, summed in double precision and rounded to single, so
 * that equal rows score the same wherever it is computed.
 *
 * @param atA - where the row of `a` begins
 * @param atB - where the row of `b` begins
 */
export function innerProduct(
  a: Float32Array,
  atA: number,
  b: Float32Array,
  atB: number,
  dim: number,
): number {
  let sum = 0;
  for (let k = 0; k < dim; k++) sum += a[atA + k]! * b[atB + k]!;
  return Math.fround(sum);
}
