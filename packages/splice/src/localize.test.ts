import { describe, expect, test } from 'vitest';
import { regularGrid } from '../test/patch-grid.ts';
import { twoCameras } from '../test/two-cameras.ts';
import { localize } from './localize.ts';
import type { LocalizeMethod } from './localize-method.ts';
import { averagePrecision } from './metrics/average-precision.ts';

const grid = regularGrid(24 * 32, 18 * 32, 32, 32);
const { embeddings, truth } = twoCameras({ rows: 18, cols: 24, dim: 12, contrast: 3 });

describe.each<[LocalizeMethod, number]>([
  ['mean-shift', 0.4],
  ['normalized-cut', 0.9],
  ['first-component', 0.5],
  ['exponential-cut', 0.99],
  ['exponential-region', 0.99],
])('%s', (method, leastPrecision) => {
  test('`localize` makes the patches of the second camera hot', () => {
    const found = localize(embeddings, grid, { method });
    expect(found.method).toBe(method);
    expect(found.heatmap.shape).toEqual([18, 24]);
    expect(found.mask.shape).toEqual([18, 24]);
    expect(found.pca.shape).toEqual([18, 24, 3]);
    expect(averagePrecision(found.heatmap.data, truth)).toBeGreaterThan(leastPrecision);
    for (const [i, heat] of found.heatmap.data.entries()) {
      expect(heat).toBeGreaterThanOrEqual(0);
      expect(heat).toBeLessThanOrEqual(1);
      expect(found.mask.data[i]).toBe(heat > 0.5 ? 255 : 0);
    }
  });

  test('`localize` finds nothing where all patches agree, in a single patch and in none', () => {
    const alike = { data: new Float32Array(18 * 24 * 2).fill(0.1), shape: [18, 24, 2] };
    const one = { data: Float32Array.of(3, 4), shape: [1, 1, 2] };
    const none = { data: new Float32Array(0), shape: [0, 0, 2] };
    const empty = { ...grid, rowOffsets: new Int32Array(0), colOffsets: new Int32Array(0) };
    for (const found of [
      localize(alike, grid, { method }),
      localize(one, regularGrid(32, 32, 32, 32), { method }),
      localize(none, empty, { method }),
    ]) {
      expect(found.score).toBeCloseTo(0, 6);
      expect(found.heatmap.data.every((heat) => heat === 0)).toBe(true);
      expect(found.mask.data.every((value) => value === 0)).toBe(true);
    }
  });
});

test('`localize` clusters by the middles of patches that overlap, and fills the grid to its borders', () => {
  const overlapping = regularGrid(26 * 8, 20 * 8, 32, 8);
  const rows = overlapping.rowOffsets.length;
  const cols = overlapping.colOffsets.length;
  const cameras = twoCameras({ rows, cols, dim: 12, contrast: 3 });
  const found = localize(cameras.embeddings, overlapping);
  expect(found.heatmap.shape).toEqual([rows + 3, cols + 3]);
  expect(found.mask.shape).toEqual([rows + 3, cols + 3]);
  expect(found.pca.shape.slice(0, 2)).toEqual([rows + 3, cols + 3]);
  const line = (row: number) => found.heatmap.data.slice(row * (cols + 3), (row + 1) * (cols + 3));
  expect(line(0)).toEqual(line(1));
  expect(line(rows + 2)).toEqual(line(rows + 1));
  // The cells inside are those of patches that vote for two cells each way, from the second cell on.
  const truth = Uint8Array.from({ length: (rows + 1) * (cols + 1) }, (_, i) => {
    const [row, col] = [Math.floor(i / (cols + 1)), i % (cols + 1)];
    return cameras.truth[Math.min(row, rows - 1) * cols + Math.min(col, cols - 1)]!;
  });
  const inner = Float32Array.from(
    truth,
    (_, i) =>
      found.heatmap.data[(Math.floor(i / (cols + 1)) + 1) * (cols + 3) + (i % (cols + 1)) + 1]!,
  );
  expect(averagePrecision(inner, truth)).toBeGreaterThan(0.9);
});

test('`localize` takes the smaller cluster for the spliced one, of equal ones that off the border', () => {
  const inside = (i: number) => i % 4 === 1 || i % 4 === 2;
  const data = Float32Array.from({ length: 32 }, (_, i) =>
    inside(i >> 1) === (i % 2 === 0) ? 1 : 0,
  );
  const { mask } = localize({ data, shape: [4, 4, 2] }, regularGrid(32, 32, 8, 8));
  expect([...mask.data].map((value) => value === 255)).toEqual(
    Array.from({ length: 16 }, (_, i) => inside(i)),
  );
});

test('`localize` scores the plain embeddings and clusters the whitened ones', () => {
  const dim = 12;
  const projection = new Float32Array(dim * 2);
  projection[0] = 1;
  projection[3] = 1;
  const whitening = {
    mean: { data: new Float32Array(dim), shape: [dim] },
    projection: { data: projection, shape: [dim, 2] },
  };
  const plain = localize(embeddings, grid);
  const whitened = localize(embeddings, grid, { whitening });
  expect(whitened.meanResponse).toBe(plain.meanResponse);
  expect(whitened.pca).toEqual(plain.pca);
  expect(whitened.heatmap).not.toEqual(plain.heatmap);
});

describe('with traces of compression', () => {
  // Embeddings that say nothing, and a rectangle that only the traces tell.
  const { embeddings: noise } = twoCameras({ rows: 18, cols: 24, dim: 12, contrast: 0, seed: 3 });
  const data = Float32Array.from({ length: 2 * truth.length }, (_, i) => 3 * truth[i >> 1]! - 0.3);
  const traces = { data, shape: [18, 24, 2] };

  test('`localize` finds what only they tell, by default', () => {
    const found = localize(noise, grid, { traces });
    expect(found.method).toBe('traced-region');
    expect(averagePrecision(found.heatmap.data, truth)).toBeGreaterThan(0.99);
    const without = localize(noise, grid);
    expect(without.method).toBe('exponential-region');
    expect(averagePrecision(without.heatmap.data, truth)).toBeLessThan(0.9);
  });

  test('traces that say nothing change nothing, other methods do not look at them', () => {
    const none = { data: new Float32Array(data.length), shape: traces.shape };
    expect(localize(embeddings, grid, { traces: none }).mask).toEqual(
      localize(embeddings, grid).mask,
    );
    const method = 'exponential-region';
    expect(localize(noise, grid, { method, traces })).toEqual(localize(noise, grid, { method }));
  });

  test('`localize` refuses traces of another grid or with NaN, and none where they are needed', () => {
    const method = 'traced-region';
    expect(() => localize(noise, grid, { method })).toThrow('traced-region: expected traces');
    expect(() => localize(noise, grid, { traces: { data, shape: [24, 18, 2] } })).toThrow(
      "expected traces for the grid's 18 by 24 patches, got [24, 18, 2]",
    );
    const broken = { data: data.slice(), shape: traces.shape };
    broken.data[2] = Number.NaN;
    expect(() => localize(noise, grid, { traces: broken })).toThrow(
      'expected finite traces, got NaN at row 0, column 1',
    );
  });
});

test('`localize` does not depend on the length of embeddings', () => {
  const longer = { data: embeddings.data.map((value) => value * 64), shape: embeddings.shape };
  expect(localize(longer, grid).mask).toEqual(localize(embeddings, grid).mask);
});

test('`localize` refuses NaN, another grid and an unknown method', () => {
  const broken = { data: embeddings.data.slice(), shape: embeddings.shape };
  broken.data[24 * 12 + 13] = Number.NaN;
  expect(() => localize(broken, grid)).toThrow('got NaN at row 1, column 1, component 1');
  expect(() => localize(embeddings, regularGrid(64, 64, 32, 32))).toThrow(
    "expected embeddings for the grid's 2 by 2 patches, got [18, 24, 12]",
  );
  expect(() => localize(embeddings, grid, { method: 'k-means' as LocalizeMethod })).toThrow(
    'expected a method of mean-shift, normalized-cut, first-component, traced-region, exponential-region, exponential-cut, got k-means',
  );
});
