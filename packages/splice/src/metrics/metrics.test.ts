import { expect, test } from 'vitest';
import oracle from '../fixtures/metrics.json' with { type: 'json' };
import { seededRandom } from '../numeric/seeded-random.ts';
import { averagePrecision } from './average-precision.ts';
import { bestF1 } from './best-f1.ts';
import { classBalancedIou } from './class-balanced-iou.ts';
import { mapMetrics } from './map-metrics.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';
import { permutedAveragePrecision } from './permuted-average-precision.ts';
import { permutedBestF1 } from './permuted-best-f1.ts';
import { rocAuc } from './roc-auc.ts';

test('every metric agrees with the oracle to 1e-9, of the map and of the inverted map', () => {
  for (const one of oracle) {
    const inverted = one.score.map((score) => 1 - score);
    const close = (value: number | undefined, expected: number) =>
      expect(Math.abs(value! - expected)).toBeLessThan(1e-9);
    close(averagePrecision(one.score, one.mask), one.averagePrecision);
    close(averagePrecision(inverted, one.mask), one.averagePrecisionInverted);
    close(bestF1(one.score, one.mask), one.bestF1);
    close(bestF1(inverted, one.mask), one.bestF1Inverted);
    close(rocAuc(one.score, one.mask), one.rocAuc);
    close(rocAuc(inverted, one.mask), one.rocAucInverted);
    close(matthewsCorrelation(one.score, one.mask), one.mccAtHalf);
    close(matthewsCorrelation(inverted, one.mask), one.mccAtHalfInverted);
    const shared = { thresholds: 'shared' } as const;
    close(classBalancedIou(one.score, one.mask), one.classBalancedIouIndependentThresholds);
    close(classBalancedIou(inverted, one.mask), one.classBalancedIouIndependentThresholdsInverted);
    close(classBalancedIou(one.score, one.mask, shared), one.classBalancedIouSharedThreshold);
    close(
      classBalancedIou(inverted, one.mask, shared),
      one.classBalancedIouSharedThresholdInverted,
    );
  }
});

test('`mapMetrics` gets the same from one sort, and the larger of both', () => {
  for (const one of oracle) {
    const { map, inverted, permuted } = mapMetrics(one.score, one.mask);
    expect(map.averagePrecision).toBeCloseTo(one.averagePrecision, 9);
    expect(inverted.averagePrecision).toBeCloseTo(one.averagePrecisionInverted, 9);
    expect(inverted.bestF1).toBeCloseTo(one.bestF1Inverted, 9);
    expect(inverted.rocAuc).toBeCloseTo(one.rocAucInverted, 9);
    expect(inverted.matthewsCorrelation).toBeCloseTo(one.mccAtHalfInverted, 9);
    expect(inverted.iouIndependent).toBeCloseTo(
      one.classBalancedIouIndependentThresholdsInverted,
      9,
    );
    expect(inverted.iouShared).toBeCloseTo(one.classBalancedIouSharedThresholdInverted, 9);
    const best = Math.max(one.averagePrecision, one.averagePrecisionInverted);
    expect(permuted.averagePrecision).toBeCloseTo(best, 9);
    expect(permutedAveragePrecision(one.score, one.mask)).toBeCloseTo(best, 9);
    expect(permutedBestF1(one.score, one.mask)).toBeCloseTo(
      Math.max(one.bestF1, one.bestF1Inverted),
      9,
    );
  }
});

test('`averagePrecision` takes equal scores as one threshold', () => {
  expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBe(0.25);
  expect(averagePrecision([0, -0, 1], [1, 0, 1])).toBeCloseTo(0.5 + 0.5 * (2 / 3), 12);
  expect(rocAuc([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBe(0.5);
});

test('metrics take masks of 0 and 255, bytes as scores, and infinite scores', () => {
  expect(averagePrecision(Uint8Array.of(10, 200, 30), Uint8Array.of(0, 255, 0))).toBe(1);
  expect(rocAuc([Infinity, -Infinity, 0], [1, 0, 0])).toBe(1);
  expect(averagePrecision([-Infinity, -Infinity], [1, 0])).toBe(0.5);
});

test('metrics are undefined where the labels leave them undefined', () => {
  const authentic = mapMetrics([0.1, 0.9], [0, 0]).permuted;
  expect(Object.values(authentic).every((value) => value === undefined)).toBe(true);
  const spliced = mapMetrics([0.1, 0.9], [1, 1]).permuted;
  expect(spliced.averagePrecision).toBe(1);
  expect(spliced.rocAuc).toBeUndefined();
  expect(mapMetrics([], []).permuted.averagePrecision).toBeUndefined();
  expect(permutedAveragePrecision([0.3], [0])).toBeUndefined();
});

test('`matthewsCorrelation` is 0 for a prediction of one class', () => {
  expect(matthewsCorrelation([0.9, 0.8], [1, 0])).toBe(0);
  expect(matthewsCorrelation([0.9, 0.8], [1, 0], { threshold: 0.85 })).toBe(1);
});

test('metrics refuse NaN and lengths that differ', () => {
  expect(() => averagePrecision([0.1, Number.NaN], [0, 1])).toThrow('got NaN at index 1');
  expect(() => bestF1([0.1], [0, 1])).toThrow('got 1 scores and 2 labels');
});

test('`mapMetrics` sorts a map of a million pixels in less than 3 seconds on any machine', () => {
  const random = seededRandom(1);
  const scores = Float32Array.from({ length: 1e6 }, random);
  const labels = Uint8Array.from(scores, (score) => (score + random() > 1.3 ? 255 : 0));
  const started = performance.now();
  expect(mapMetrics(scores, labels).permuted.averagePrecision).toBeGreaterThan(0.5);
  expect(performance.now() - started).toBeLessThan(3000);
});
