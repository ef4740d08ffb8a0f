import { expect, test } from 'vitest';
import { publishedMeanShift, publishedResponse } from '../../test/published-pipeline.ts';
import { twoCameras } from '../../test/two-cameras.ts';
import { cellMeans } from '../cells/cell-means.ts';
import { meanShiftMap } from './mean-shift-map.ts';

test('`meanShiftMap` in d dimensions is the published mean shift on rows of the response', () => {
  for (const [seed, rows, cols, dim, spread, epsilon] of [
    [1, 6, 9, 5, 1, 0],
    [2, 7, 8, 4, 2, 0],
    [3, 5, 10, 40, 1, 0],
    [4, 12, 11, 6, 1, 0],
    [5, 8, 7, 6, 3, 1e-4],
    [6, 8, 7, 6, 3, 1e-2],
    [7, 4, 5, 30, 1, 0],
  ] as const) {
    const { embeddings } = twoCameras({ rows, cols, dim, seed });
    const slow = publishedMeanShift(publishedResponse(embeddings, spread, epsilon));
    const cells = cellMeans(embeddings, { spread });
    const fast = meanShiftMap(cells, { denominator: { epsilon, spread } });
    expect(Math.abs(fast.bandwidth / slow.bandwidth - 1)).toBeLessThan(1e-5);
    const largest = Math.max(...slow.map.map((value, i) => Math.abs(value - fast.map.data[i]!)));
    expect(largest).toBeLessThan(1e-5);
  }
});

test('`meanShiftMap` is high where the camera is another', () => {
  const { embeddings, truth } = twoCameras({ rows: 20, cols: 30, dim: 16, contrast: 4 });
  const { map } = meanShiftMap(embeddings);
  const mean = (label: number) => {
    const values = map.data.filter((_, i) => truth[i] === label);
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  expect(mean(1)).toBeGreaterThan(mean(0) + 0.1);
});

test('`meanShiftMap` of cells that are all alike is their response to themselves', () => {
  const data = new Float32Array(4 * 3 * 2).fill(Math.SQRT1_2);
  const { map, bandwidth } = meanShiftMap({ data, shape: [4, 3, 2] });
  expect(bandwidth).toBe(0);
  for (const value of map.data) expect(value).toBeCloseTo(0, 6);
});

test('`meanShiftMap` takes zero vectors, one cell and none', () => {
  const zeros = meanShiftMap({ data: new Float32Array(6), shape: [1, 3, 2] });
  expect([...zeros.map.data]).toEqual([1, 1, 1]);
  const one = meanShiftMap({ data: Float32Array.of(0, 1), shape: [1, 1, 2] });
  expect([...one.map.data]).toEqual([0]);
  const none = meanShiftMap({ data: new Float32Array(0), shape: [0, 0, 2] });
  expect(none.map.data.length).toBe(0);
});

test('`meanShiftMap` refuses NaN', () => {
  const cells = { data: Float32Array.of(1, Number.NaN), shape: [1, 1, 2] };
  expect(() => meanShiftMap(cells)).toThrow('expected finite cells, got NaN at row 0, column 0');
});
