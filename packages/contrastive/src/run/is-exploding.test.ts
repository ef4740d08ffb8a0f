import { expect, it } from 'vitest';
import { divergenceWatch } from './divergence-watch.ts';
import { isExploding } from './is-exploding.ts';

const rule = { factor: 3, window: 4, patience: 2 };

it('a loss explodes when the newest are all above so many times the median before them', () => {
  // the median of 1, 2, 100, 3 is 2.5
  expect(isExploding([1, 2, 100, 3, 7.6, 8], rule)).toBe(true);
  expect(isExploding([1, 2, 100, 3, 7.5, 8], rule)).toBe(false);
  expect(isExploding([99, 1, 2, 100, 3, 7.6, 8], rule)).toBe(true);
});

it('a single hard batch, a slow rise, a short history and losses below 0 are no explosion', () => {
  expect(isExploding([1, 1, 1, 1, 1, 1000, 1], rule)).toBe(false);
  expect(isExploding([1, 1, 1, 1, 2.9, 2.9], rule)).toBe(false);
  expect(isExploding([1, 1, 1, 9, 9], rule)).toBe(false);
  expect(isExploding([-1, -1, -1, -1, 9, 9], rule)).toBe(false);
  expect(isExploding([], rule)).toBe(false);
});

it('the watch tells on the step that makes it certain, and on what is no number', () => {
  const watch = divergenceWatch(rule);
  const told = [1, 1, 1, 1, 5, 6].map((loss) => watch({ loss }));
  expect(told.slice(0, 5)).toEqual(Array(5).fill(undefined));
  expect(told[5]).toBe(
    'its loss is 6, and 2 in a row were over 3 times the median of the 4 before',
  );
  expect(watch({ loss: Number.POSITIVE_INFINITY })).toBe('its loss is Infinity');
  expect(watch({})).toBe('its loss is NaN');
  expect(watch({ loss: 1, gradientNorm: Number.NaN })).toBe('its gradient norm is NaN');
});

it('the watch forgets what is older than its window, and can be told not to look', () => {
  const watch = divergenceWatch(rule);
  for (const loss of [50, 50, 50, 50, 1, 1, 1, 1]) expect(watch({ loss })).toBeUndefined();
  expect(watch({ loss: 4 })).toBeUndefined();
  expect(watch({ loss: 4 })).toBeDefined();
  const calm = divergenceWatch(false);
  for (const loss of [...Array(100).fill(1), 1e9, 1e9, 1e9]) {
    expect(calm({ loss })).toBeUndefined();
  }
  expect(calm({ loss: Number.NaN })).toBeDefined();
});
