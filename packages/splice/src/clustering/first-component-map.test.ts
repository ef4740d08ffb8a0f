import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { rocAuc } from '../metrics/roc-auc.ts';
import { firstComponentMap } from './first-component-map.ts';
import { pcaMap } from './pca-map.ts';

const { embeddings, truth } = twoCameras({ rows: 12, cols: 15, dim: 10, contrast: 4 });

test('`firstComponentMap` is the first channel of the PCA picture where patches do not overlap', () => {
  const { data, shape } = firstComponentMap(embeddings);
  expect(shape).toEqual([12, 15]);
  const picture = pcaMap(embeddings, { spread: 1 }).data.filter((_, i) => i % 3 === 0);
  for (const [i, value] of data.entries()) expect(value).toBeCloseTo(picture[i]!, 5);
});

test('`firstComponentMap` tells a camera that differs more than the content does', () => {
  const auc = rocAuc(firstComponentMap(embeddings).data, truth)!;
  expect(Math.max(auc, 1 - auc)).toBeGreaterThan(0.95);
});

test('`firstComponentMap` of cells that are all alike, of one and of none is 0', () => {
  for (const shape of [
    [3, 4, 2],
    [1, 1, 2],
    [0, 0, 2],
  ]) {
    const data = new Float32Array(shape[0]! * shape[1]! * 2).fill(0.7);
    expect(firstComponentMap({ data, shape }).data.every((value) => value === 0)).toBe(true);
  }
});

test('`firstComponentMap` refuses NaN', () => {
  const cells = { data: Float32Array.of(1, Number.NaN), shape: [1, 1, 2] };
  expect(() => firstComponentMap(cells)).toThrow('expected finite cells, got NaN');
});
