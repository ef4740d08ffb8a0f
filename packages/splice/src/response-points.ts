import type { ConsistencyFactors } from './consistency-factors.ts';
import { pivotedCholesky } from './pivoted-cholesky.ts';

/** Cells as points whose distances are those between the rows of the response matrix. */
export interface ResponsePoints {
  /** `count × width`, row-major. */
  points: Float64Array;
  /** Number of cells. */
  count: number;
  /** Dimensions of a point: the rank of the cells, not their number. */
  width: number;
  /**
   * The row of responses that a mean of points stands for: one value a cell.
   * @param point - `width` values, a combination of points with weights that sum to 1
   */
  responseOf(point: Float64Array): Float32Array;
}

/**
 * Points of few dimensions in place of the rows of the response matrix.
 *
 * With consistency `V S Vᵀ` (S the signs) and `VᵀV = L Lᵀ`, write `V = Q Lᵀ`, Q with orthonormal
 * columns. Row `i` of the consistency is `v_i S L Qᵀ`, and Q keeps distances, so the points
 * `v_i S L` lie exactly as far apart; a combination `p` of them stands for the row `Q p`. Any root
 * `L` serves: `(VᵀV)^½` needs an eigen-decomposition, a pivoted Cholesky factor is cheaper, drops
 * the null space too, and puts the coordinates that tell points apart first.
 */
export function responsePoints(factors: ConsistencyFactors): ResponsePoints {
  const { vectors, signs, count, width: full } = factors;
  const { root, pivots, rank } = pivotedCholesky(gramMatrix(vectors, count, full), full);
  const points = new Float64Array(count * rank);
  const ends = new Int32Array(full).fill(rank);
  for (let j = 0; j < rank; j++) ends[pivots[j]!] = j + 1;
  for (let cell = 0; cell < count; cell++) {
    const to = cell * rank;
    for (let k = 0; k < full; k++) {
      const value = vectors[cell * full + k]! * signs[k]!;
      const from = k * rank;
      const end = ends[k]!;
      for (let j = 0; j < end; j++) points[to + j]! += value * root[from + j]!;
    }
  }

  function responseOf(point: Float64Array): Float32Array {
    // Row i of Q solves L_pivots q_i = v_i[pivots]; so q_i · p = v_i[pivots] · L_pivots⁻ᵀ p.
    const weights = new Float64Array(point);
    for (let j = rank - 1; j >= 0; j--) {
      for (let k = j + 1; k < rank; k++) weights[j]! -= root[pivots[k]! * rank + j]! * weights[k]!;
      weights[j]! /= root[pivots[j]! * rank + j]!;
    }
    const response = new Float32Array(count);
    for (let cell = 0; cell < count; cell++) {
      let consistency = 0;
      for (let j = 0; j < rank; j++)
        consistency += vectors[cell * full + pivots[j]!]! * weights[j]!;
      response[cell] = 1 - consistency;
    }
    return response;
  }

  return { points, count, width: rank, responseOf };
}

/** `VᵀV`, symmetric, `width × width`. */
function gramMatrix(vectors: Float64Array, count: number, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let cell = 0; cell < count; cell++) {
    const start = cell * width;
    for (let a = 0; a < width; a++) {
      const value = vectors[start + a]!;
      for (let b = 0; b <= a; b++) gram[a * width + b]! += value * vectors[start + b]!;
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b]!;
  }
  return gram;
}
