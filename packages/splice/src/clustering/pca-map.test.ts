import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { stretchToBytes } from '../cells/stretch-to-bytes.ts';
import { pcaMap } from './pca-map.ts';

test('`pcaMap` gives components of mean 0, variance 1 and no correlation', () => {
  const { embeddings } = twoCameras({ rows: 9, cols: 10, dim: 7 });
  const { data, shape } = pcaMap(embeddings, { spread: 1 });
  expect(shape).toEqual([9, 10, 3]);
  const channel = (c: number) => data.filter((_, i) => i % 3 === c);
  for (let a = 0; a < 3; a++) {
    expect(channel(a).reduce((x, y) => x + y, 0)).toBeCloseTo(0, 3);
    for (let b = 0; b < 3; b++) {
      const covariance = channel(a).reduce((sum, x, i) => sum + x * channel(b)[i]!, 0) / 89;
      expect(covariance).toBeCloseTo(a === b ? 1 : 0, 4);
    }
  }
});

test('`pcaMap` leaves components without variance at 0', () => {
  const line = Float32Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? i : 2 * i - 2));
  const { data } = pcaMap({ data: line, shape: [2, 3, 2] }, { spread: 1 });
  expect(data.filter((_, i) => i % 3 === 0).some((value) => Math.abs(value) > 1)).toBe(true);
  expect(data.filter((_, i) => i % 3 !== 0).every((value) => value === 0)).toBe(true);
  for (const shape of [
    [1, 1, 4],
    [3, 3, 1],
    [0, 2, 4],
  ]) {
    const size = shape.reduce((a, b) => a * b, 1);
    const map = pcaMap({ data: new Float32Array(size).fill(5), shape }, { spread: 2 });
    expect(map.data.every((value) => value === 0)).toBe(true);
  }
});

test('`stretchToBytes` maps the percentiles to 0 and 255 and clips beyond', () => {
  const data = Float32Array.from({ length: 201 }, (_, i) => i - 100);
  const { data: bytes, shape } = stretchToBytes({ data, shape: [67, 1, 3] });
  expect(shape).toEqual([67, 1, 3]);
  expect([bytes[0], bytes[1], bytes[100], bytes[199], bytes[200]]).toEqual([0, 0, 128, 255, 255]);
});

test('`stretchToBytes` of constant or no values is black or empty', () => {
  const constant = { data: new Float32Array(3).fill(7), shape: [1, 1, 3] };
  expect([...stretchToBytes(constant).data]).toEqual([0, 0, 0]);
  expect(stretchToBytes({ data: new Float32Array(0), shape: [0, 0, 3] }).data.length).toBe(0);
});

test('two patches differ in one direction, and three in two: the other components are 0', () => {
  for (const patches of [2, 3]) {
    const data = Float32Array.from({ length: patches * 8 }, (_, i) => Math.sin(i * i + 1));
    const { data: map } = pcaMap({ data, shape: [1, patches, 8] }, { spread: 1 });
    for (let cell = 0; cell < patches; cell++) {
      const [, second, third] = map.subarray(3 * cell, 3 * cell + 3);
      expect(third).toBe(0);
      expect(Math.abs(second!) > 0.1).toBe(patches === 3);
    }
  }
});
