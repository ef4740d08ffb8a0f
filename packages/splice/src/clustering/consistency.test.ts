import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { cellMeans } from '../cells/cell-means.ts';
import { cellResponse } from './cell-response.ts';
import { consistencyFrom } from './consistency-from.ts';
import { detectionScore } from './detection-score.ts';

const { embeddings } = twoCameras({ rows: 5, cols: 6, dim: 8 });
const cells = cellMeans(embeddings, { spread: 2 });
const denominator = { epsilon: 1e-4, spread: 2 };

test('`consistencyFrom` is one minus a row of `cellResponse`', () => {
  for (const options of [{}, { denominator }]) {
    const response = cellResponse(cells, options);
    const consistency = consistencyFrom(cells, { row: 3, col: 2 }, options);
    expect(consistency.shape).toEqual([6, 7]);
    const row = response.data.subarray((3 * 7 + 2) * 42, (3 * 7 + 3) * 42);
    for (const [i, value] of consistency.data.entries()) expect(value).toBeCloseTo(1 - row[i]!, 6);
  }
});

test('`consistencyFrom` refuses a cell outside the grid', () => {
  for (const cell of [
    { row: 6, col: 0 },
    { row: 0, col: -1 },
    { row: 0.5, col: 0 },
  ]) {
    expect(() => consistencyFrom(cells, cell)).toThrow('expected a cell of the 6 by 7 grid');
  }
});

test('`detectionScore` is the mean of the whole response, and 0 without cells', () => {
  for (const options of [{}, { denominator }]) {
    const { data } = cellResponse(cells, options);
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(detectionScore(cells, options)).toBeCloseTo(mean, 6);
  }
  expect(detectionScore({ data: new Float32Array(0), shape: [0, 0, 8] })).toBe(0);
});

test('`detectionScore` is 0 for embeddings that are all alike and 1/2 for two halves at right angles', () => {
  const alike = { data: Float32Array.of(0.6, 0.8, 0.6, 0.8), shape: [1, 2, 2] };
  expect(detectionScore(alike)).toBeCloseTo(0, 6);
  const apart = { data: Float32Array.of(1, 0, 0, 1), shape: [1, 2, 2] };
  expect(detectionScore(apart)).toBeCloseTo(0.5, 6);
});

test('the published denominator must fit the cells', () => {
  const wrong = { denominator: { epsilon: 1e-4, spread: 9 } };
  expect(() => detectionScore(cells, wrong)).toThrow('expected cells made with a spread of 9 by 9');
  const large = { denominator: { epsilon: 1, spread: 2 } };
  expect(() => detectionScore(cells, large)).toThrow('expected a denominator epsilon');
});
