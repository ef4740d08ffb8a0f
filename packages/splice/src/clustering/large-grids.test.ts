import { describe, expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { cellMeans } from '../cells/cell-means.ts';
import { sampledCells } from '../cells/sampled-cells.ts';
import { exponentialRegion } from './exponential-region.ts';
import { meanShiftMap } from './mean-shift-map.ts';
import { normalizedCut } from './normalized-cut.ts';

const { embeddings } = twoCameras({ rows: 63, cols: 63, dim: 16, contrast: 3 });
const cells = cellMeans(embeddings, { spread: 2 });
const sampled = { mostCells: 1024 };

describe('at 4,096 cells the results for larger grids are near the exact ones', () => {
  test('`exponentialRegion` from landmarks: correlation above 0.998, sides of 99 % of the cells', () => {
    const exact = exponentialRegion(cells).data;
    const near = exponentialRegion(cells, sampled).data;
    expect(correlation(exact, near)).toBeGreaterThan(0.998);
    const same = exact.filter((value, i) => value > 0 === near[i]! > 0).length;
    expect(same / exact.length).toBeGreaterThan(0.99);
  });

  test('`normalizedCut` on the exponential affinity from landmarks: correlation above 0.99', () => {
    const exact = normalizedCut(cells, { affinity: 'exponential' }).indicator.data;
    const near = normalizedCut(cells, { affinity: 'exponential', ...sampled }).indicator.data;
    expect(Math.abs(correlation(exact, near))).toBeGreaterThan(0.99);
  });

  test('`meanShiftMap` of a quarter of the cells: bandwidth within 2 %, map within 0.03', () => {
    const exact = meanShiftMap(cells);
    const near = meanShiftMap(cells, sampled);
    expect(near.map.shape).toEqual([64, 64]);
    expect(Math.abs(near.bandwidth / exact.bandwidth - 1)).toBeLessThan(0.02);
    const off = near.map.data.map((value, i) => Math.abs(value - exact.map.data[i]!));
    expect(off.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(0.03);
  });
});

test('more than 4,096 cells are no error: the pasted region is found among 7,000', () => {
  const large = twoCameras({ rows: 70, cols: 100, dim: 16, contrast: 4 });
  const { data } = exponentialRegion(large.embeddings);
  const right = data.filter((value, i) => value > 0 === (large.truth[i] === 1)).length;
  expect(right / data.length).toBeGreaterThan(0.99);
  expect(meanShiftMap(large.embeddings).map.data.every(Number.isFinite)).toBe(true);
});

test('`sampledCells` takes one of each run, the same ones every time, and all of few', () => {
  const chosen = sampledCells(1000, 100);
  for (const [i, cell] of chosen.entries()) expect(Math.floor(cell / 10)).toBe(i);
  expect(sampledCells(1000, 100)).toEqual(chosen);
  expect([...sampledCells(3, 4)]).toEqual([0, 1, 2]);
  expect(sampledCells(0, 4)).toEqual(new Int32Array(0));
});

test('`meanShiftMap` refuses a sample of fewer than two cells', () => {
  for (const mostCells of [1, Number.NaN]) {
    expect(() => meanShiftMap(cells, { mostCells })).toThrow('expected at least 2 cells');
  }
});

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let shared = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    shared += (a[i]! - meanA) * (b[i]! - meanB);
    squaresA += (a[i]! - meanA) ** 2;
    squaresB += (b[i]! - meanB) ** 2;
  }
  return shared / Math.sqrt(squaresA * squaresB);
}
