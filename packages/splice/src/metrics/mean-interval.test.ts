import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { meanInterval } from './mean-interval.ts';

test('`meanInterval` agrees with the normal interval of a large sample', () => {
  const random = seededRandom(8);
  const values = Array.from({ length: 400 }, random);
  const mean = values.reduce((a, b) => a + b, 0) / 400;
  const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / 400);
  const interval = meanInterval(values)!;
  expect(interval.mean).toBeCloseTo(mean, 12);
  expect(interval.level).toBe(0.95);
  expect(interval.high - mean).toBeCloseTo((1.96 * deviation) / 20, 2);
  expect(mean - interval.low).toBeCloseTo((1.96 * deviation) / 20, 2);
  const narrower = meanInterval(values, { level: 0.5 })!;
  expect(narrower.high - narrower.low).toBeLessThan((interval.high - interval.low) / 2);
});

test('`meanInterval` leaves undefined values out and says how many', () => {
  const interval = meanInterval([0.5, undefined, 0.5, undefined])!;
  expect(interval).toMatchObject({ mean: 0.5, low: 0.5, high: 0.5, count: 2, leftOut: 2 });
  expect(meanInterval([undefined])).toBeUndefined();
  expect(meanInterval([])).toBeUndefined();
});

test('`meanInterval` is the same for the same seed', () => {
  const values = [0.1, 0.4, 0.9, 0.3];
  expect(meanInterval(values, { seed: 4 })).toEqual(meanInterval(values, { seed: 4 }));
});

test('`meanInterval` refuses NaN and options out of range', () => {
  expect(() => meanInterval([Number.NaN])).toThrow('NaN');
  expect(() => meanInterval([1], { level: 95 })).toThrow('expected a level between 0 and 1');
  expect(() => meanInterval([1], { resamples: 0 })).toThrow('expected a number of resamples');
});
