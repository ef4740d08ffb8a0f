import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { fitProbability } from './fit-probability.ts';
import { calibratedInput, spliceProbability } from './splice-probability.ts';

/** Scores whose logarithm has the log-odds `slope · x + offset` of being spliced. */
function drawn(count: number, { slope, offset }: { slope: number; offset: number }) {
  const random = seededRandom(9);
  const scores = Array.from({ length: count }, () => Math.exp(4 * random() - 2));
  const labels = scores.map((score) =>
    random() < spliceProbability(score, { slope, offset }) ? 1 : 0,
  );
  return { scores, labels };
}

test('`fitProbability` finds the curve that labels were drawn from', () => {
  const { scores, labels } = drawn(20_000, { slope: 2, offset: -0.5 });
  const { slope, offset } = fitProbability(scores, labels, { falseAlarms: 1 });
  expect(slope).toBeCloseTo(2, 1);
  expect(offset).toBeCloseTo(-0.5, 1);
});

test.each([0.01, 0.04, 0.2])('at most %d of the authentic images are above one half', (share) => {
  const { scores, labels } = drawn(2000, { slope: 1, offset: 0 });
  const curve = fitProbability(scores, labels, { falseAlarms: share });
  const authentic = scores.filter((_, i) => labels[i] === 0);
  const above = authentic.filter((score) => spliceProbability(score, curve) > 0.5).length;
  expect(above / authentic.length).toBeLessThanOrEqual(share);
  expect(above / authentic.length).toBeGreaterThan(share - 0.01);
});

test('every group keeps to the share of false alarms, the hardest one too', () => {
  const { scores, labels } = drawn(3000, { slope: 1, offset: 0 });
  // Every third image scores higher, whatever it is.
  const raised = scores.map((score, i) => (i % 3 === 0 ? 3 * score : score));
  const groups = raised.map((_, i) => (i % 3 === 0 ? 'raised' : 'plain'));
  const curve = fitProbability(raised, labels, { falseAlarms: 0.05, groups });
  const alarms = (group: string) => {
    const own = raised.filter((_, i) => groups[i] === group && labels[i] === 0);
    return own.filter((score) => spliceProbability(score, curve) > 0.5).length / own.length;
  };
  expect(alarms('raised')).toBeLessThanOrEqual(0.05);
  expect(alarms('raised')).toBeGreaterThan(0.04);
  expect(alarms('plain')).toBeLessThan(alarms('raised'));
});

test('`atMostHalf` lowers the curve to one half there, and never raises it', () => {
  const { scores, labels } = drawn(2000, { slope: 2, offset: 0 });
  const plain = fitProbability(scores, labels);
  const half = Math.exp(-plain.offset / plain.slope);
  const lowered = fitProbability(scores, labels, { atMostHalf: 2 * half });
  expect(spliceProbability(2 * half, lowered)).toBeCloseTo(0.5, 10);
  expect(lowered.slope).toBe(plain.slope);
  expect(fitProbability(scores, labels, { atMostHalf: half / 2 })).toEqual(plain);
});

test('classes that are apart, equal scores and a score of 0 give finite curves', () => {
  for (const scores of [
    [0, 0, 5, 6],
    [1, 1, 1, 1],
    [5, 6, 0, 0],
  ]) {
    const { slope, offset } = fitProbability(scores, [0, 0, 1, 1]);
    expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true);
  }
});

test('one class alone, and a score that is no number, are refused', () => {
  expect(() => fitProbability([1, 2], [1, 1])).toThrow('got 2 and 0');
  expect(() => fitProbability([], [])).toThrow('got 0 and 0');
  expect(() => fitProbability([1, Number.NaN], [0, 1])).toThrow('finite scores, got NaN');
  const limit = { atMostHalf: Number.POSITIVE_INFINITY };
  expect(() => fitProbability([1, 2], [0, 1], limit)).toThrow('finite scores, got Infinity');
});

test('`spliceProbability` is logistic in the logarithm of the score', () => {
  expect(spliceProbability(1, { slope: 0, offset: 0 })).toBe(0.5);
  expect(spliceProbability(Math.E - 1e-3, { slope: 2, offset: -1 })).toBeCloseTo(
    1 / (1 + Math.exp(-1)),
    12,
  );
  expect(calibratedInput(0)).toBeCloseTo(Math.log(1e-3), 12);
});
