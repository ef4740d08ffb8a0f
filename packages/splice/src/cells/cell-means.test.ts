import ndarray from 'ndarray';
import { expect, test } from 'vitest';
import { publishedResponse } from '../../test/published-pipeline.ts';
import { twoCameras } from '../../test/two-cameras.ts';
import { cellResponse } from '../clustering/cell-response.ts';
import { cellMeans } from './cell-means.ts';

const column = (values: number[]) => ({
  data: Float32Array.from(values),
  shape: [values.length, 1, 1],
});

test('`cellMeans` averages the embeddings of the patches that cover a cell', () => {
  const { data, shape } = cellMeans(column([1, 2, 6]), { spread: [2, 1] });
  expect(shape).toEqual([4, 1, 1]);
  expect([...data]).toEqual([1, 1.5, 4, 6]);
});

test('`cellMeans` with a spread of 1 leaves the embeddings as they are', () => {
  const { embeddings } = twoCameras({ rows: 3, cols: 4, dim: 5 });
  expect(cellMeans(embeddings, { spread: 1 })).toEqual(embeddings);
});

test('`cellMeans` turns votes over all pairs of patches into dot products, also with the published denominator', () => {
  const { embeddings } = twoCameras({ rows: 4, cols: 5, dim: 6 });
  for (const epsilon of [0, 1e-4, 0.01]) {
    const cells = cellMeans(embeddings, { spread: 3 });
    const { data } = cellResponse(cells, { denominator: { epsilon, spread: 3 } });
    const slow = publishedResponse(embeddings, 3, epsilon).flat();
    expect(Math.max(...slow.map((value, i) => Math.abs(value - data[i]!)))).toBeLessThan(5e-7);
  }
});

test('`cellMeans` spreads a single patch over all the cells it covers', () => {
  const one = { data: Float32Array.of(3, 4), shape: [1, 1, 2] };
  const { data, shape } = cellMeans(one, { spread: 2 });
  expect(shape).toEqual([2, 2, 2]);
  expect([...data]).toEqual([3, 4, 3, 4, 3, 4, 3, 4]);
});

test('`cellMeans` takes an ndarray, transposed too', () => {
  const { embeddings } = twoCameras({ rows: 3, cols: 4, dim: 2 });
  const swapped = ndarray(embeddings.data, [3, 4, 2]).transpose(1, 0, 2);
  const cells = cellMeans(swapped, { spread: 1 });
  expect(cells.shape).toEqual([4, 3, 2]);
  expect([...cells.data.subarray(2, 4)]).toEqual([...embeddings.data.subarray(8, 10)]);
});

test('`cellMeans` makes no cells of no patches', () => {
  const none = { data: new Float32Array(0), shape: [0, 5, 3] };
  expect(cellMeans(none, { spread: 4 }).shape).toEqual([0, 0, 3]);
});

test('`cellMeans` does not let large values leak into cells that they do not cover', () => {
  const { data } = cellMeans(column([1e12, 1, 1, 1]), { spread: [2, 1] });
  expect(data[3]).toBeCloseTo(1, 3);
});

test('`cellMeans` names the place of a value that is not finite', () => {
  const data = new Float32Array(2 * 3 * 4);
  data[(1 * 3 + 2) * 4 + 1] = Number.NaN;
  expect(() => cellMeans({ data, shape: [2, 3, 4] }, { spread: 1 })).toThrow(
    'expected finite embeddings, got NaN at row 1, column 2, component 1',
  );
});

test('`cellMeans` refuses a wrong shape and a wrong spread', () => {
  const { embeddings } = twoCameras({ rows: 2, cols: 2, dim: 3 });
  const flat = { data: embeddings.data, shape: [4, 3] };
  expect(() => cellMeans(flat, { spread: 1 })).toThrow(RangeError);
  expect(() => cellMeans({ ...embeddings, shape: [2, 2, 4] }, { spread: 1 })).toThrow(RangeError);
  for (const spread of [0, 1.5, Number.NaN]) {
    expect(() => cellMeans(embeddings, { spread })).toThrow('expected a spread');
  }
});
