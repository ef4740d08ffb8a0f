import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { percentile } from '../numeric/percentile.ts';

/** Share of the rows that the normal distribution is fitted to: a splice may take up the rest. */
const NATIVE = 0.75;

/** Rounds of fitting, at most; the rows that are fitted to settle after a few. */
const ROUNDS = 50;

/** Added to every variance, of rows scaled to a variance of 1. */
const RIDGE = 1e-3;

/**
 * How far each row lies from the bulk of all rows: a normal distribution is fitted to the three
 * quarters of the rows that are nearest to it, round by round, which makes its covariance smaller
 * each time.
 *
 * @param rows - rows of `dim` values, each column of variance about 1
 * @returns squared Mahalanobis distance of each row to the bulk; none for rows of no values
 * @see Rousseeuw and Van Driessen, A fast algorithm for the minimum covariance determinant
 *   estimator, 1999 (its concentration steps)
 */
export function backgroundDistances(rows: Float64Array, dim: number): Float64Array {
  if (rows.length === 0) return new Float64Array(0);
  const count = rows.length / dim;
  let native = new Uint8Array(count).fill(1);
  let distances = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    const { mean, factor } = normalOf(rows, dim, native);
    distances = Float64Array.from(native, (_, i) =>
      squaredMahalanobis(rows.subarray(i * dim, (i + 1) * dim), mean, factor),
    );
    const limit = percentile(distances, 100 * NATIVE);
    const nearest = Uint8Array.from(distances, (distance) => (distance <= limit ? 1 : 0));
    if (nearest.every((value, i) => value === native[i])) break;
    native = nearest;
  }
  return distances;
}

interface Normal {
  mean: Float64Array;
  /** Lower Cholesky factor of the covariance, row by row. */
  factor: number[][];
}

function normalOf(rows: Float64Array, dim: number, native: Uint8Array): Normal {
  const total = native.reduce((sum, value) => sum + value, 0);
  const mean = new Float64Array(dim);
  for (let i = 0; i < rows.length; i++) {
    mean[i % dim]! += (native[Math.floor(i / dim)]! * rows[i]!) / total;
  }
  const covariance = Matrix.eye(dim).mul(RIDGE).to2DArray();
  for (let row = 0; row < native.length; row++) {
    if (native[row] === 0) continue;
    for (let a = 0; a < dim; a++) {
      const value = (rows[row * dim + a]! - mean[a]!) / total;
      const line = covariance[a]!;
      for (let b = 0; b <= a; b++) line[b]! += value * (rows[row * dim + b]! - mean[b]!);
    }
  }
  for (let a = 0; a < dim; a++) {
    for (let b = 0; b < a; b++) covariance[b]![a] = covariance[a]![b]!;
  }
  const factor = new CholeskyDecomposition(new Matrix(covariance)).lowerTriangularMatrix;
  return { mean, factor: factor.to2DArray() };
}

/** Solves `factor · z = row − mean` downwards; the squared length of z. */
function squaredMahalanobis(row: Float64Array, mean: Float64Array, factor: number[][]): number {
  const z = new Float64Array(row.length);
  let square = 0;
  for (let a = 0; a < row.length; a++) {
    let value = row[a]! - mean[a]!;
    for (let b = 0; b < a; b++) value -= factor[a]![b]! * z[b]!;
    z[a] = value / factor[a]![a]!;
    square += z[a]! ** 2;
  }
  return square;
}
