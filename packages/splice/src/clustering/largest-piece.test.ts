import { expect, test } from 'vitest';
import { largestPiece } from './largest-piece.ts';

const cells = (rows: readonly string[]) =>
  Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0));

test('`largestPiece` counts cells that share a side, and does not wrap around the edge', () => {
  expect(largestPiece(cells(['##..', '.#.#', '...#', '#..#']), 4)).toBe(3);
  expect(largestPiece(cells(['...#', '#...']), 4)).toBe(1);
  expect(largestPiece(cells(['#.#', '###', '#.#']), 3)).toBe(7);
});

test('`largestPiece` of an empty region is 0, of everything all of it', () => {
  expect(largestPiece(new Uint8Array(6), 3)).toBe(0);
  expect(largestPiece(new Uint8Array(0), 0)).toBe(0);
  expect(largestPiece(new Uint8Array(250_000).fill(1), 500)).toBe(250_000);
});
