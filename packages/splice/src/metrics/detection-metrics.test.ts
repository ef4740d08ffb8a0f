import { expect, test } from 'vitest';
import oracle from '../fixtures/metrics.json' with { type: 'json' };
import { detectionMetrics } from './detection-metrics.ts';

test('`detectionMetrics` ranks as the oracle does, to 1e-9', () => {
  for (const { score, mask, averagePrecision, rocAuc } of oracle) {
    const found = detectionMetrics(score, mask);
    expect(found.averagePrecision).toBeCloseTo(averagePrecision, 9);
    expect(found.rocAuc).toBeCloseTo(rocAuc, 9);
  }
});

test('`detectionMetrics` weighs both classes alike, however many images they have', () => {
  const labels = [1, 1, 0, 0, 0, 0, 0, 0];
  const scores = [0.9, 0.2, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1];
  const found = detectionMetrics(scores, labels);
  expect(found.balancedAccuracy).toBeCloseTo((1 / 2 + 5 / 6) / 2, 12);
  expect(found.bestBalancedAccuracy).toBeCloseTo((1 + 5 / 6) / 2, 12);
  const strict = detectionMetrics(scores, labels, { threshold: 0.95 });
  expect(strict.balancedAccuracy).toBe(0.5);
});

test('`detectionMetrics` of one class is undefined, of scores without order chance', () => {
  expect(detectionMetrics([0.3, 0.8], [0, 0])).toEqual({
    averagePrecision: undefined,
    rocAuc: undefined,
    balancedAccuracy: undefined,
    bestBalancedAccuracy: undefined,
  });
  expect(detectionMetrics([], []).rocAuc).toBeUndefined();
  expect(detectionMetrics([0.8, 0.2], [0, 1])).toMatchObject({
    rocAuc: 0,
    balancedAccuracy: 0,
    bestBalancedAccuracy: 0.5,
  });
  expect(() => detectionMetrics([Number.NaN], [1])).toThrow('got NaN');
});
