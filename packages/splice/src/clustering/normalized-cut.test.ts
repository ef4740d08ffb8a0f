import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { rocAuc } from '../metrics/roc-auc.ts';
import { normalizedCut } from './normalized-cut.ts';

const { embeddings, truth } = twoCameras({ rows: 12, cols: 15, dim: 10 });

/** Second eigenvector over the root of the degrees, from the dense matrix. */
function denseIndicator(affinity: Matrix): number[] {
  const count = affinity.rows;
  for (let i = 0; i < count; i++) affinity.set(i, i, 0);
  const degrees = affinity.sum('row');
  const normalised = affinity.clone();
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      normalised.set(i, j, affinity.get(i, j) / Math.sqrt(degrees[i]! * degrees[j]!));
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(normalised, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return eigenvectorMatrix.getColumn(order[1]!).map((value, i) => value / Math.sqrt(degrees[i]!));
}

function cosines(): Matrix {
  const rows = Matrix.from1DArray(180, 10, embeddings.data);
  return rows.mmul(rows.transpose());
}

function sameUpToScale(a: ArrayLike<number>, b: ArrayLike<number>): void {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
    return sum;
  };
  expect(Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b))).toBeGreaterThan(1 - 1e-8);
}

test('`normalizedCut` on consistency is the cut of the dense matrix', () => {
  sameUpToScale(normalizedCut(embeddings).indicator.data, denseIndicator(cosines()));
});

test('`normalizedCut` on the exponential affinity is the cut of the dense matrix', () => {
  const matrix = cosines();
  const all = matrix.to1DArray();
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length);
  const affinity = Matrix.exp(matrix.sub(1).div(0.3 * deviation));
  const { indicator } = normalizedCut(embeddings, { affinity: 'exponential', scale: 0.3 });
  sameUpToScale(indicator.data, denseIndicator(affinity));
});

test('`normalizedCut` finds the second camera, and more surely with the exponential affinity', () => {
  const auc = (affinity: 'consistency' | 'exponential') => {
    const value = rocAuc(normalizedCut(embeddings, { affinity }).indicator.data, truth)!;
    return Math.max(value, 1 - value);
  };
  expect(auc('exponential')).toBeGreaterThan(0.99);
  expect(auc('exponential')).toBeGreaterThanOrEqual(auc('consistency'));
});

test('`normalizedCut` parts two clusters of equal cells without a remainder', () => {
  const data = Float32Array.from({ length: 24 }, (_, i) => (i < 12 === (i % 2 === 0) ? 1 : 0));
  for (const affinity of ['consistency', 'exponential'] as const) {
    const { labels } = normalizedCut({ data, shape: [3, 4, 2] }, { affinity });
    const first = labels.data[0]!;
    expect([...labels.data].map((label) => label ^ first)).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1,
    ]);
  }
});

test('`normalizedCut` survives affinities so negative that degrees are', () => {
  const data = Float32Array.of(1, 0, 1, 0, 1, 0, -1, 0, -1, 0, 0.6, 0.8);
  const { labels, indicator } = normalizedCut({ data, shape: [2, 3, 2] });
  expect(indicator.data.every(Number.isFinite)).toBe(true);
  const opposite = labels.data[3]!;
  expect([...labels.data].map((label) => (label === opposite ? 1 : 0))).toEqual([0, 0, 0, 1, 1, 0]);
  const pair = normalizedCut({ data: Float32Array.of(1, -1), shape: [1, 2, 1] });
  expect(pair.labels.data[0]).not.toBe(pair.labels.data[1]);
});

test('`normalizedCut` leaves cells that are all alike, one cell and no cells in one cluster', () => {
  for (const affinity of ['consistency', 'exponential'] as const) {
    for (const shape of [
      [3, 4, 2],
      [1, 1, 2],
      [0, 0, 2],
    ]) {
      const data = new Float32Array(shape[0]! * shape[1]! * 2).fill(0.7);
      const { labels, indicator, threshold } = normalizedCut({ data, shape }, { affinity });
      expect([...labels.data, ...indicator.data, threshold].every((value) => value === 0)).toBe(
        true,
      );
    }
  }
});

test('`normalizedCut` cuts off a lone cell without overflow, whatever the number of cells', () => {
  const data = new Float32Array(3600 * 2);
  for (let i = 0; i < 3600; i++) {
    const angle = i === 77 ? Math.PI / 2 : 1e-3 * Math.sin(i);
    data[2 * i] = Math.cos(angle);
    data[2 * i + 1] = Math.sin(angle);
  }
  const { labels } = normalizedCut({ data, shape: [60, 60, 2] }, { affinity: 'exponential' });
  const alone = labels.data[77]!;
  expect(labels.data.filter((label) => label === alone).length).toBe(1);
});

test('`normalizedCut` refuses a wrong scale and NaN', () => {
  expect(() => normalizedCut(embeddings, { affinity: 'exponential', scale: 0 })).toThrow(
    'expected a scale above 0, got 0',
  );
  const hole = { data: Float32Array.of(1, Number.NaN), shape: [1, 2, 1] };
  expect(() => normalizedCut(hole)).toThrow('row 0, column 1, component 0');
});
