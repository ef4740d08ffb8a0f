import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { twoMeansSplit } from './two-means-split.ts';

test('`twoMeansSplit` finds the split with the least sum of squares', () => {
  const random = seededRandom(2);
  for (let trial = 0; trial < 20; trial++) {
    const values = Float64Array.from({ length: 30 }, () => Math.round(random() ** 4 * 40));
    const squares = (part: number[]) => {
      const mean = part.reduce((a, b) => a + b, 0) / part.length;
      return part.reduce((a, b) => a + (b - mean) ** 2, 0);
    };
    const cost = (at: number) =>
      squares([...values].filter((v) => v <= at)) + squares([...values].filter((v) => v > at));
    const candidates = [...new Set(values)].sort((a, b) => a - b).slice(0, -1);
    const split = twoMeansSplit(values)!;
    expect(cost(split.threshold)).toBeCloseTo(Math.min(...candidates.map(cost)), 9);
    expect(split.deviation ** 2 * 30).toBeCloseTo(cost(split.threshold), 9);
  }
});

test('`twoMeansSplit` puts the threshold between the clusters', () => {
  const split = twoMeansSplit(Float32Array.of(9, 1, 2, 10, 3))!;
  expect(split).toMatchObject({ threshold: 6, lowMean: 2, highMean: 9.5 });
});

test('`twoMeansSplit` does not split one value, equal values or none', () => {
  for (const values of [[], [4], [4, 4, 4]]) {
    expect(twoMeansSplit(Float64Array.from(values))).toBeUndefined();
  }
});
