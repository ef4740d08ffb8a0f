import { expect, test } from 'vitest';
import { regionStanding } from './region-standing.ts';

/** A 4×4 grid of one-number cells: 1 in the region, 0 outside, plus a little. */
function grid(inside: readonly number[]) {
  const data = Float32Array.from(inside, (one, i) => one + (i % 2) * 0.2);
  return { cells: { data, shape: [4, 4, 1] }, inside: Uint8Array.from(inside) };
}

test('a block in the middle is coherent and away from all sides', () => {
  const { cells, inside } = grid([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  const standing = regionStanding(cells, inside);
  expect(standing.size).toBe(4);
  expect(standing.fullestSide).toBe(0);
  // Four cells with four neighbours each, two of which belong to the block.
  expect(standing.coherence).toBe(0.5);
  expect(standing.wholeness).toBe(1);
  // Means lie 1 apart; both sides spread by 0.1.
  expect(standing.separation).toBeCloseTo(10, 4);
});

test('a checkerboard has no coherence', () => {
  const { cells, inside } = grid([1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1]);
  expect(regionStanding(cells, inside).coherence).toBe(0);
  expect(regionStanding(cells, inside).wholeness).toBe(1 / 8);
});

test('a row at the edge holds a whole side, a corner half of two', () => {
  const top = grid([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(regionStanding(top.cells, top.inside).fullestSide).toBeCloseTo(1, 6);
  const corner = grid([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]);
  expect(regionStanding(corner.cells, corner.inside).fullestSide).toBeCloseTo(0.5, 6);
});

test('cells that are all alike have no separation', () => {
  const cells = { data: new Float32Array(16).fill(3), shape: [4, 4, 1] };
  const inside = Uint8Array.from({ length: 16 }, (_, i) => (i < 4 ? 1 : 0));
  expect(regionStanding(cells, inside).separation).toBe(0);
});
