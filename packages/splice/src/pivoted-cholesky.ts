/** A Cholesky factor of a positive semi-definite matrix, cut off at its rank. */
export interface PivotedCholesky {
  /** `size × rank`, row-major: the matrix is `root · rootᵀ`; its pivot rows are lower triangular. */
  root: Float64Array;
  /** Which row was eliminated at each step. */
  pivots: Int32Array;
  /** Number of steps until what remained was rounding. */
  rank: number;
}

/** Share of the largest diagonal element below which a remainder counts as rounding. */
const ROUNDING = 1e-13;

/**
 * Cholesky factorisation with the largest remaining diagonal element as the next pivot.
 *
 * @param matrix - symmetric positive semi-definite, `size × size`
 * @see Higham, Accuracy and Stability of Numerical Algorithms, §10.3
 */
export function pivotedCholesky(matrix: Float64Array, size: number): PivotedCholesky {
  const columns: Float64Array[] = [];
  const pivots: number[] = [];
  const remaining = Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);
  const stop = ROUNDING * remaining.reduce((a, b) => Math.max(a, b), 0);
  while (pivots.length < size) {
    const pivot = indexOfLargest(remaining);
    if (!(remaining[pivot]! > stop)) break;
    const column = matrix.slice(pivot * size, (pivot + 1) * size);
    for (const earlier of columns) {
      const factor = earlier[pivot]!;
      for (let i = 0; i < size; i++) column[i]! -= factor * earlier[i]!;
    }
    const diagonal = Math.sqrt(remaining[pivot]!);
    for (let i = 0; i < size; i++) column[i]! /= diagonal;
    for (const done of pivots) column[done] = 0;
    column[pivot] = diagonal;
    for (let i = 0; i < size; i++) remaining[i]! -= column[i]! ** 2;
    remaining[pivot] = -Infinity;
    columns.push(column);
    pivots.push(pivot);
  }
  const rank = columns.length;
  const root = new Float64Array(size * rank);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < size; i++) root[i * rank + j] = column[i]!;
  }
  return { root, pivots: Int32Array.from(pivots), rank };
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
