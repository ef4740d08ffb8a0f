import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { largestEigenpair } from './largest-eigenpair.ts';
import { seededRandom } from './seeded-random.ts';
import type { SymmetricOperator } from './symmetric-operator.ts';

function dense(matrix: Matrix): SymmetricOperator {
  return {
    size: matrix.rows,
    apply(input, output) {
      for (let i = 0; i < matrix.rows; i++) {
        output[i] = 0;
        for (let j = 0; j < matrix.rows; j++) output[i]! += matrix.get(i, j) * input[j]!;
      }
    },
  };
}

/** A symmetric matrix with the given eigenvalues and random eigenvectors. */
function withEigenvalues(values: number[], seed: number): Matrix {
  const random = seededRandom(seed);
  const noise = Matrix.zeros(values.length, values.length).apply(function (this: Matrix, i, j) {
    this.set(i, j, random() - 0.5);
  });
  const basis = new EigenvalueDecomposition(noise.add(noise.transpose())).eigenvectorMatrix;
  return basis.mmul(Matrix.diag(values)).mmul(basis.transpose());
}

function residual(matrix: Matrix, value: number, vector: Float64Array): number {
  const applied = new Float64Array(vector.length);
  dense(matrix).apply(vector, applied);
  return Math.hypot(...applied.map((x, i) => x - value * vector[i]!));
}

test('`largestEigenpair` finds what a dense decomposition finds', () => {
  const random = seededRandom(9);
  for (const size of [1, 2, 3, 10, 60, 200]) {
    const matrix = withEigenvalues(
      Array.from({ length: size }, () => random() * 4 - 3),
      size,
    );
    const values = new EigenvalueDecomposition(matrix).realEigenvalues;
    const pair = largestEigenpair(dense(matrix))!;
    expect(pair.value).toBeCloseTo(Math.max(...values), 9);
    expect(Math.hypot(...pair.vector)).toBeCloseTo(1, 12);
    expect(residual(matrix, pair.value, pair.vector)).toBeLessThan(1e-7);
  }
});

test('`largestEigenpair` settles for a small residual when the largest eigenvalues nearly coincide', () => {
  const values = [1, 1 - 1e-9, 1 - 1e-7, ...Array.from({ length: 57 }, (_, i) => -i / 57)];
  const matrix = withEigenvalues(values, 4);
  const pair = largestEigenpair(dense(matrix))!;
  expect(pair.value).toBeCloseTo(1, 6);
  expect(residual(matrix, pair.value, pair.vector)).toBeLessThan(1e-6);
});

test('`largestEigenpair` restarts where one basis does not suffice', () => {
  const values = Array.from({ length: 400 }, (_, i) => 1 - (i / 400) ** 2);
  const matrix = Matrix.diag(values);
  const pair = largestEigenpair(dense(matrix))!;
  expect(pair.value).toBeCloseTo(1, 9);
});

test('`largestEigenpair` leaves out what is deflated, and finds multiple eigenvalues one by one', () => {
  const matrix = withEigenvalues([2, 2, 1, 0, -5], 7);
  const found: Float64Array[] = [];
  const values: number[] = [];
  for (let i = 0; i < 5; i++) {
    const pair = largestEigenpair(dense(matrix), { deflate: found })!;
    found.push(pair.vector);
    values.push(pair.value);
  }
  for (const [i, value] of [2, 2, 1, 0, -5].entries()) expect(values[i]).toBeCloseTo(value, 8);
  expect(largestEigenpair(dense(matrix), { deflate: found })).toBeUndefined();
});

test('`largestEigenpair` of the zero matrix is 0', () => {
  const pair = largestEigenpair(dense(Matrix.zeros(6, 6)))!;
  expect(pair.value).toBe(0);
  expect(Math.hypot(...pair.vector)).toBeCloseTo(1, 12);
});
