import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { distancePercentile } from './distance-percentile.ts';

function slowPercentile(points: Float64Array, count: number, width: number, percent: number) {
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let square = 0;
      for (let k = 0; k < width; k++) {
        square += (points[i * width + k]! - points[j * width + k]!) ** 2;
      }
      all.push(Math.sqrt(square));
    }
  }
  all.sort((a, b) => a - b);
  const rank = (percent / 100) * (all.length - 1);
  const low = all[Math.floor(rank)]!;
  return low + (rank % 1) * (all[Math.ceil(rank)]! - low);
}

test('`distancePercentile` is the percentile of the full matrix, zero diagonal included', () => {
  const random = seededRandom(3);
  for (const [count, width] of [
    [2, 3],
    [7, 1],
    [40, 5],
    [101, 9],
    [150, 20],
  ] as const) {
    const points = Float64Array.from({ length: count * width }, () => random() ** 3);
    for (const percent of [0, 1, 10, 50, 93, 100]) {
      const slow = slowPercentile(points, count, width, percent);
      expect(distancePercentile(points, count, width, percent)).toBeCloseTo(slow, 12);
    }
  }
});

test('`distancePercentile` holds when most points coincide, where a sample misleads', () => {
  const points = new Float64Array(300);
  for (let i = 0; i < 30; i++) points[i] = 1 + i;
  for (const percent of [10, 80, 85, 99]) {
    const slow = slowPercentile(points, 300, 1, percent);
    expect(distancePercentile(points, 300, 1, percent)).toBeCloseTo(slow, 12);
  }
});

test('`distancePercentile` of fewer than two points is 0', () => {
  expect(distancePercentile(new Float64Array(0), 0, 3, 10)).toBe(0);
  expect(distancePercentile(Float64Array.of(1, 2, 3), 1, 3, 10)).toBe(0);
});
