import type { DenseArray } from '@exifclip/image';
import { consistencyFactors, type ResponseOptions } from './consistency-factors.ts';
import type { SymmetricOperator } from './symmetric-operator.ts';

/**
 * The published affinity, `C Cᵀ` with a zero diagonal, applied to a vector as
 * `C (Cᵀ x) - diag(|c|²) x`: linear in the number of cells.
 *
 * Embeddings that disagree strongly make affinities negative, and a degree (row sum) that is not
 * positive leaves the normalised cut undefined. Then every affinity is shifted up by the largest
 * squared length of a cell, which makes all of them non-negative (`2 - response` for unit
 * vectors); the shift is one more rank-one term, so the cost stays the same.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 */
export function consistencyAffinity(
  cells: DenseArray,
  options: ResponseOptions = {},
): SymmetricOperator {
  const { vectors, signs, count, width } = consistencyFactors(cells, options);
  const own = new Float64Array(count);
  for (let i = 0; i < vectors.length; i++) {
    own[Math.floor(i / width)]! += signs[i % width]! * vectors[i]! ** 2;
  }
  const projected = new Float64Array(width);
  let shift = 0;

  function apply(input: Float64Array, output: Float64Array): void {
    projected.fill(0);
    let sum = 0;
    for (let cell = 0, i = 0; cell < count; cell++) {
      const value = input[cell]!;
      sum += value;
      for (let k = 0; k < width; k++) projected[k]! += value * vectors[i++]!;
    }
    for (let k = 0; k < width; k++) projected[k]! *= signs[k]!;
    for (let cell = 0, i = 0; cell < count; cell++) {
      let consistency = 0;
      for (let k = 0; k < width; k++) consistency += projected[k]! * vectors[i++]!;
      const value = input[cell]!;
      output[cell] = consistency - own[cell]! * value + shift * (sum - value);
    }
  }

  const degrees = new Float64Array(count);
  apply(new Float64Array(count).fill(1), degrees);
  const largest = own.reduce((a, b) => Math.max(a, b), 0);
  // A hair more than the largest keeps the degrees of two opposite cells above zero.
  if (degrees.some((degree) => degree <= 1e-6 * largest * count)) shift = 1.001 * largest;
  return { size: count, apply };
}
