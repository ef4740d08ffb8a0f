import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * The leading solutions of A v = λ M v, for symmetric A and positive definite M.
 *
 * With M = L Lᵀ this is the plain problem (L⁻¹ A L⁻ᵀ) u = λ u, and v = L⁻ᵀ u.
 *
 * @param a [dim, dim], symmetric
 * @param m [dim, dim], symmetric and positive definite
 * @param count how many, by falling λ
 * @returns [dim, count], columns of vᵀ M v = 1 whose largest entry is positive
 * @throws RangeError when M is not positive definite
 */
export function generalizedEigenvectors(
  a: Float64Array,
  m: Float64Array,
  dim: number,
  count: number,
): Float64Array {
  const cholesky = new CholeskyDecomposition(Matrix.from1DArray(dim, dim, m));
  if (!cholesky.isPositiveDefinite()) throw new RangeError('expected a positive definite matrix');
  const lower = Float64Array.from(cholesky.lowerTriangularMatrix.to1DArray());
  const reduced = solveLower(lower, transpose(solveLower(lower, a, dim), dim), dim);
  const { eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(dim, dim, symmetrize(reduced, dim)),
    { assumeSymmetric: true },
  );
  const result = new Float64Array(dim * count);
  for (let k = 0; k < count; k++) {
    // ml-matrix sorts by rising λ
    const u = Float64Array.from(eigenvectorMatrix.getColumn(dim - 1 - k));
    solveUpper(lower, u, dim);
    const sign = largestEntry(u) < 0 ? -1 : 1;
    for (let i = 0; i < dim; i++) result[i * count + k] = sign * u[i]!;
  }
  return result;
}

/** X of L X = B, by forward substitution. */
function solveLower(lower: Float64Array, b: Float64Array, dim: number): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < dim; i++) {
    for (let k = 0; k < i; k++) {
      const factor = lower[i * dim + k]!;
      for (let j = 0; j < dim; j++) x[i * dim + j]! -= factor * x[k * dim + j]!;
    }
    const pivot = lower[i * dim + i]!;
    for (let j = 0; j < dim; j++) x[i * dim + j]! /= pivot;
  }
  return x;
}

/** Replaces u by the v of Lᵀ v = u, by back substitution. */
function solveUpper(lower: Float64Array, u: Float64Array, dim: number): void {
  for (let i = dim - 1; i >= 0; i--) {
    let value = u[i]!;
    for (let k = i + 1; k < dim; k++) value -= lower[k * dim + i]! * u[k]!;
    u[i] = value / lower[i * dim + i]!;
  }
}

function transpose(matrix: Float64Array, dim: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % dim) * dim + Math.floor(at / dim)]!);
}

function symmetrize(matrix: Float64Array, dim: number): Float64Array {
  const turned = transpose(matrix, dim);
  return matrix.map((value, at) => (value + turned[at]!) / 2);
}

function largestEntry(vector: Float64Array): number {
  return vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
}
