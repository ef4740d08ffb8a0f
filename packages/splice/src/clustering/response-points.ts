import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { takeRows } from '../cells/take-rows.ts';
import { gramMatrix } from '../numeric/gram-matrix.ts';
import type { ConsistencyFactors } from './consistency-factors.ts';

/** Cells as points whose distances are those between the rows of the response matrix. */
export interface ResponsePoints {
  /** `count × width`, row-major; the coordinates that tell points apart best come first. */
  points: Float64Array;
  /** Number of points. */
  count: number;
  /** Dimensions of a point: the rank of the cells, not their number. */
  width: number;
  /**
   * The row of responses that a mean of points stands for: one value a cell, of all cells.
   * @param point - `width` values, a combination of points with weights that sum to 1
   */
  responseOf(point: Float64Array): Float32Array;
}

/** Share of the largest eigenvalue below which one counts as rounding. */
const ROUNDING = 1e-13;

/**
 * Points of few dimensions in place of the rows of the response matrix.
 *
 * With consistency `V S Vᵀ` (S the signs) and `VᵀV = U Λ Uᵀ`, write `V = Q Λ^½ Uᵀ`, Q with
 * orthonormal columns. Row `i` of the consistency is `v_i S U Λ^½ Qᵀ`, and Q keeps distances, so
 * the points `v_i S U Λ^½` lie exactly as far apart; a combination `p` of them stands for the row
 * `Q p = V U Λ^-½ p`.
 *
 * @param chosen - the cells that become points
 */
export function responsePoints(factors: ConsistencyFactors, chosen: Int32Array): ResponsePoints {
  const { vectors, signs, count, width: full } = factors;
  const { axes, values } = principalAxes(gramMatrix(vectors, full), full);
  const roots = values.map(Math.sqrt);
  const toPoints = new Float64Array(full * roots.length);
  for (const [j, axis] of axes.entries()) {
    for (let k = 0; k < full; k++) {
      toPoints[k * roots.length + j] = signs[k]! * axis[k]! * roots[j]!;
    }
  }

  function responseOf(point: Float64Array): Float32Array {
    const weights = new Float64Array(full);
    for (const [j, axis] of axes.entries()) {
      for (let k = 0; k < full; k++) weights[k]! += (axis[k]! * point[j]!) / roots[j]!;
    }
    const response = new Float32Array(count);
    for (let cell = 0, i = 0; cell < count; cell++) {
      let consistency = 0;
      for (let k = 0; k < full; k++) consistency += vectors[i++]! * weights[k]!;
      response[cell] = 1 - consistency;
    }
    return response;
  }

  const points = rowsTimes(takeRows(vectors, full, chosen), toPoints, full, roots.length);
  return { points, count: chosen.length, width: roots.length, responseOf };
}

/** Eigenvectors and eigenvalues above rounding, the largest first. */
function principalAxes(gram: Float64Array, size: number): { axes: number[][]; values: number[] } {
  const matrix = Matrix.from1DArray(size, size, gram);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, i) => i).reverse();
  order.sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const least = ROUNDING * (realEigenvalues[order[0]!] ?? 0);
  const kept = order.filter((i) => realEigenvalues[i]! > least);
  return {
    axes: kept.map((i) => eigenvectorMatrix.getColumn(i)),
    values: kept.map((i) => realEigenvalues[i]!),
  };
}

/** `rows · matrix`, both row-major. */
function rowsTimes(
  rows: Float64Array,
  matrix: Float64Array,
  inner: number,
  width: number,
): Float64Array {
  const count = rows.length / inner;
  const product = new Float64Array(count * width);
  for (let row = 0; row < count; row++) {
    const to = row * width;
    for (let k = 0; k < inner; k++) {
      const value = rows[row * inner + k]!;
      for (let j = 0, from = k * width; j < width; j++) {
        product[to + j]! += value * matrix[from + j]!;
      }
    }
  }
  return product;
}
