import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { meanInterval } from './mean-interval.ts';
import { pairedInterval } from './paired-interval.ts';

test('`pairedInterval` finds a small gain that the spread of the images hides', () => {
  const random = seededRandom(4);
  const theirs = Array.from({ length: 60 }, random);
  const ours = theirs.map((value) => value + 0.02 + 0.01 * (random() - 0.5));
  const [a, b] = [meanInterval(ours)!, meanInterval(theirs)!];
  expect(a.low).toBeLessThan(b.high);
  const gain = pairedInterval(ours, theirs)!;
  expect(gain.low).toBeGreaterThan(0.015);
  expect(gain.high).toBeLessThan(0.025);
  expect(gain.mean).toBeCloseTo(a.mean - b.mean, 12);
});

test('`pairedInterval` counts only images that both methods have a value of', () => {
  const gain = pairedInterval([0.5, undefined, 0.75], [0.25, 0.5, undefined])!;
  expect(gain).toMatchObject({ mean: 0.25, low: 0.25, high: 0.25, count: 1, leftOut: 2 });
  expect(pairedInterval([undefined], [1])).toBeUndefined();
  expect(pairedInterval([], [])).toBeUndefined();
});

test('`pairedInterval` refuses lists of different lengths and NaN', () => {
  expect(() => pairedInterval([1], [1, 2])).toThrow('the same images, got 1 and 2');
  expect(() => pairedInterval([Number.NaN], [1])).toThrow('got NaN');
});
