import { expect, test } from 'vitest';
import { shareBelow } from './share-below.ts';

test('`shareBelow` is linear between quantiles, and 0 and 1 outside of them', () => {
  const quantiles = [0, 10, 30];
  expect([-1, 0, 5, 10, 20, 30, 31].map((value) => shareBelow(quantiles, value))).toEqual([
    0, 0, 0.25, 0.5, 0.75, 1, 1,
  ]);
});

test('a value that many have stands in their middle', () => {
  expect(shareBelow([0, 2, 2, 2, 4], 2)).toBe(0.5);
  expect(shareBelow([7, 7, 7], 7)).toBe(0.5);
});
