import { expect, test } from 'vitest';
import { kMeans } from './k-means.ts';

/** Points around three corners of a triangle, in turn. */
function triangle(count: number): Float32Array {
  const corners = [0, 0, 10, 0, 0, 10];
  return Float32Array.from({ length: count * 2 }, (_, i) => {
    const corner = (i >> 1) % 3;
    return corners[corner * 2 + (i % 2)]! + Math.sin(i * 12.9898) * 0.5;
  });
}

test('`kMeans` finds clusters that lie apart, and the same ones every time', () => {
  const [labels = new Uint8Array(0)] = kMeans(triangle(90), 2, { clusters: 3 });
  for (let i = 3; i < labels.length; i++) expect(labels[i]).toBe(labels[i % 3]);
  expect(new Set(labels).size).toBe(3);
  expect(kMeans(triangle(90), 2, { clusters: 3 })[0]).toEqual(labels);
});

test('`kMeans` gives a partition a start, the tightest first, and one alone of many rows', () => {
  const points = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453);
  const scatter = points.map((value) => value - Math.floor(value));
  const partitions = kMeans(scatter, 2, { clusters: 7, starts: 5 });
  const costs = partitions.map((labels) => costOf(scatter, labels));
  expect(costs).toHaveLength(5);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(new Set(costs).size).toBeGreaterThan(1);
  expect(kMeans(scatter, 2, { clusters: 7, starts: 5, mostRows: 60 })).toHaveLength(1);
});

test('`kMeans` makes no more clusters than there are different points', () => {
  const [labels = new Uint8Array(0)] = kMeans(Float32Array.of(1, 1, 1, 1, 5, 5), 2, {
    clusters: 5,
  });
  expect(labels[0]).toBe(labels[1]);
  expect(labels[2]).not.toBe(labels[0]);
});

test('`kMeans` of no points and of one point', () => {
  expect(kMeans(new Float32Array(0), 2, { clusters: 3 })[0]).toEqual(new Uint8Array(0));
  expect(kMeans(Float32Array.of(7), 1, { clusters: 1 })[0]).toEqual(Uint8Array.of(0));
});

test('`kMeans` refuses a number of clusters that it cannot label', () => {
  for (const clusters of [0, 1.5, 256, Number.NaN]) {
    expect(() => kMeans(Float32Array.of(1), 1, { clusters })).toThrow('1 to 255 clusters');
  }
});

/** Sum of the squared distances of points in a plane to the means of their clusters. */
function costOf(points: Float32Array, labels: Uint8Array): number {
  let cost = 0;
  for (const label of new Set(labels)) {
    for (const axis of [0, 1]) {
      const own = points.filter((_, i) => i % 2 === axis && labels[i >> 1] === label);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      for (const value of own) cost += (value - mean) ** 2;
    }
  }
  return cost;
}
