import { expect, test } from 'vitest';
import { middleVotes } from './middle-votes.ts';

test('a patch votes for its middle half, one of fewer than four cells for all of them', () => {
  const kept = (spread: number) => middleVotes([spread, spread]).spread[0];
  expect([1, 2, 3, 4, 5, 6, 7, 8, 12].map(kept)).toEqual([1, 2, 3, 2, 3, 4, 5, 4, 6]);
});

test('what is left off at both ends and what is kept make the patch, along each axis', () => {
  expect(middleVotes([4, 2])).toEqual({ spread: [2, 2], margin: [1, 0] });
  expect(middleVotes([3, 8])).toEqual({ spread: [3, 4], margin: [0, 2] });
});
