import { expect, test } from 'vitest';
import oracle from '../fixtures/metrics.json' with { type: 'json' };
import { fixedThresholdMetrics } from './fixed-threshold-metrics.ts';

test('`fixedThresholdMetrics` agrees with the oracle and with plain counting to 1e-9', () => {
  for (const { score, mask, mccAtHalf } of oracle) {
    const count = (predicted: boolean, spliced: boolean) =>
      score.filter((value, i) => value >= 0.5 === predicted && (mask[i] !== 0) === spliced).length;
    const [hits, alarms, misses] = [count(true, true), count(true, false), count(false, true)];
    const { f1, iou, matthewsCorrelation } = fixedThresholdMetrics(score, mask);
    const precision = hits / (hits + alarms);
    const recall = hits / (hits + misses);
    expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 9);
    expect(iou).toBeCloseTo(hits / (hits + alarms + misses), 9);
    expect(matthewsCorrelation).toBeCloseTo(mccAtHalf, 9);
  }
});

test('`fixedThresholdMetrics` counts a score at the threshold, and takes another threshold', () => {
  expect(fixedThresholdMetrics([0.5, 0.4], [1, 0])).toEqual({
    f1: 1,
    iou: 1,
    matthewsCorrelation: 1,
  });
  expect(fixedThresholdMetrics([0.5, 0.4], [1, 0], { threshold: 0.4 }).iou).toBe(0.5);
  expect(fixedThresholdMetrics([0.1, 0.1], [1, 0]).f1).toBe(0);
});

test('`fixedThresholdMetrics` is undefined where nothing is spliced, and refuses NaN', () => {
  expect(fixedThresholdMetrics([0.9], [0])).toEqual({
    f1: undefined,
    iou: undefined,
    matthewsCorrelation: undefined,
  });
  expect(fixedThresholdMetrics([], []).f1).toBeUndefined();
  expect(fixedThresholdMetrics([0.9], [1])).toMatchObject({ f1: 1, iou: 1 });
  expect(() => fixedThresholdMetrics([Number.NaN], [1])).toThrow('got NaN');
});
