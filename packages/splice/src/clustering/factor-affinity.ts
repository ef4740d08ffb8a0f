import type { SymmetricOperator } from '../numeric/symmetric-operator.ts';

/** A matrix of cells by cells in factors, `V diag(signs) Vᵀ`. */
export interface AffinityFactors {
  /** `V`, `count × width`, row-major. */
  vectors: Float32Array | Float64Array;
  /** +1 or -1 for each column of `V`. */
  signs: Float64Array;
  /** Number of cells. */
  count: number;
  /** Columns of `V`. */
  width: number;
}

/**
 * An affinity known by its factors, with a zero diagonal, applied to a vector as
 * `V S (Vᵀ x) - diag(own) x`: linear in the number of cells.
 *
 * A degree (row sum) that is not positive leaves the normalised cut undefined. Then every affinity
 * is shifted up by the largest own affinity of a cell, which makes all of them non-negative
 * (`2 - response` for the consistency of unit vectors); the shift is one more rank-one term, so the
 * cost stays the same.
 */
export function factorAffinity(factors: AffinityFactors): SymmetricOperator {
  const { vectors, signs, count, width } = factors;
  const own = new Float64Array(count);
  for (let cell = 0, i = 0; cell < count; cell++) {
    for (let k = 0; k < width; k++, i++) own[cell]! += signs[k]! * vectors[i]! * vectors[i]!;
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
      let affinity = 0;
      for (let k = 0; k < width; k++) affinity += projected[k]! * vectors[i++]!;
      const value = input[cell]!;
      output[cell] = affinity - own[cell]! * value + shift * (sum - value);
    }
  }

  const degrees = new Float64Array(count);
  apply(new Float64Array(count).fill(1), degrees);
  const largest = own.reduce((a, b) => Math.max(a, b), 0);
  // A hair more than the largest keeps the degrees of two opposite cells above zero.
  if (degrees.some((degree) => degree <= 1e-6 * largest * count)) shift = 1.001 * largest;
  return { size: count, apply };
}
