import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { seededRandom } from './seeded-random.ts';
import type { SymmetricOperator } from './symmetric-operator.ts';

/** Options of {@link largestEigenpair}. */
export interface LargestEigenpairOptions {
  /** Unit vectors, orthogonal to each other, whose span is left out of the search. @defaultValue none */
  deflate?: readonly Float64Array[];
  /** Residual `|A v - λ v|` at which the search ends, relative to the norm of `A`. @defaultValue 1e-9 */
  tolerance?: number;
}

/** An eigenvalue and its eigenvector. */
export interface Eigenpair {
  /** The eigenvalue. */
  value: number;
  /** Unit length; its sign is arbitrary but always the same for the same input. */
  vector: Float64Array;
}

/** Vectors in the basis when it is condensed, and what is kept of it then. */
const BASIS = 90;
const KEPT = 25;

/** A search that has not ended after so many applications of the operator never will. */
const APPLICATIONS = 3000;

/**
 * The algebraically largest eigenvalue of a symmetric operator and its eigenvector, by the Lanczos
 * method with full re-orthogonalisation and thick restarts, from a seeded start.
 *
 * When the largest eigenvalues nearly coincide, the vector lies in the space they span: that is
 * what a small residual promises, and all that the input determines.
 *
 * @returns undefined when the deflated space is empty
 * @see Wu and Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, 2000
 */
export function largestEigenpair(
  operator: SymmetricOperator,
  options: LargestEigenpairOptions = {},
): Eigenpair | undefined {
  const { deflate = [], tolerance = 1e-9 } = options;
  const { size } = operator;
  const dimensions = size - deflate.length;
  if (dimensions < 1) return undefined;
  // Another start for every deflated vector: the old one lost its share of a repeated eigenvalue.
  const random = seededRandom(1 + deflate.length);
  let vector: Float64Array = Float64Array.from({ length: size }, () => random() - 0.5);
  project(vector, deflate);
  scale(vector, 1 / norm(vector));
  let basis: Float64Array[] = [];
  let projected: number[][] = [];
  let operatorNorm = 0;
  let nextCheck = 8;
  for (let applied = 1; ; applied++) {
    basis.push(vector);
    const next = new Float64Array(size);
    operator.apply(vector, next);
    project(next, deflate);
    operatorNorm = Math.max(operatorNorm, norm(next));
    const row = project(next, basis);
    projected.push(row);
    // Twice is enough: the second pass removes what rounding left of the first.
    project(next, deflate);
    project(next, basis);
    const length = norm(next);

    const spanned = basis.length === dimensions || length <= 1e-14 * operatorNorm;
    const full = basis.length === BASIS;
    const last = spanned || applied === APPLICATIONS;
    if (last || full || basis.length >= nextCheck) {
      const ritz = ritzPairs(projected);
      const residual = length * Math.abs(ritz[0]!.weights.at(-1)!);
      if (last || residual <= tolerance * operatorNorm) {
        return { value: ritz[0]!.value, vector: combine(basis, ritz[0]!.weights) };
      }
      nextCheck = Math.ceil(basis.length * 1.4);
      if (full) {
        const kept = ritz.slice(0, KEPT);
        basis = kept.map(({ weights }) => combine(basis, weights));
        projected = kept.map(({ value }, i) => [...new Array<number>(i).fill(0), value]);
        nextCheck = BASIS;
      }
    }
    scale(next, 1 / length);
    vector = next;
  }
}

interface RitzPair {
  value: number;
  /** Share of each vector of the basis. */
  weights: readonly number[];
}

/** Eigenpairs of the operator as the basis sees it, the largest first. */
function ritzPairs(rows: readonly number[][]): RitzPair[] {
  const size = rows.length;
  const matrix = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix.set(i, j, rows[i]![j]!);
      matrix.set(j, i, rows[i]![j]!);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  return realEigenvalues
    .map((value, i) => ({ value, weights: eigenvectorMatrix.getColumn(i) }))
    .sort((a, b) => b.value - a.value);
}

function combine(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(basis[0]!.length);
  for (const [i, vector] of basis.entries()) addScaled(sum, vector, weights[i]!);
  scale(sum, 1 / norm(sum));
  return sum;
}

/** Makes a vector orthogonal to others; returns what it had in common with each. */
function project(vector: Float64Array, others: readonly Float64Array[]): number[] {
  return others.map((other) => {
    const shared = dot(vector, other);
    addScaled(vector, other, -shared);
    return shared;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * vector[i]!;
}
