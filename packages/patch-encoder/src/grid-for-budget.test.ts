import { describe, expect, it } from 'vitest';
import { gridForBudget } from './grid-for-budget.ts';
import { ImageTooSmallError } from './image-too-small-error.ts';
import { type PatchGrid, patchGrid } from './patch-grid.ts';

const SIZES = [
  [4000, 3000],
  [3000, 4000],
  [4032, 3024],
  [1920, 1081],
  [384, 256],
  [97, 64],
  [64, 64],
  [20_000, 70],
] as const;

describe('`gridForBudget`', () => {
  it('takes the smallest stride of multiples of 8 that keeps to the number', () => {
    for (const [width, height] of SIZES) {
      for (const maxPatches of [1, 2, 30, 1000, 5000]) {
        const grid = gridForBudget(width, height, { patchSize: 64, maxPatches });
        const stride = smallestStride(width, height, maxPatches);
        const expected = patchGrid(width, height, { patchSize: 64, stride });
        expect(stepsOf(grid.rowOffsets)).toEqual(stepsOf(expected.rowOffsets));
        expect(stepsOf(grid.colOffsets)).toEqual(stepsOf(expected.colOffsets));
        expect(count(grid)).toBeLessThanOrEqual(maxPatches);
      }
    }
  });

  it('leaves margins on both sides that no move by 8 pixels would make more equal', () => {
    for (const [width, height] of SIZES) {
      for (const maxPatches of [3, 100, 1000]) {
        const { rowOffsets, colOffsets } = gridForBudget(width, height, {
          patchSize: 64,
          maxPatches,
        });
        expectEvenMargins(rowOffsets, height);
        expectEvenMargins(colOffsets, width);
      }
    }
  });

  it('lays some 1000 patches by default', () => {
    const grid = gridForBudget(4000, 3000, { patchSize: 64 });
    // A stride of 112, where 104 would lay 38 * 29 = 1102.
    expect([grid.colOffsets.length, grid.rowOffsets.length]).toEqual([36, 27]);
    expect(count(gridForBudget(20_000, 15_000, { patchSize: 96 }))).toBeGreaterThan(900);
  });

  it('refuses an image without room for a patch, and a budget of none', () => {
    expect(() => gridForBudget(63, 900, { patchSize: 64 })).toThrow(ImageTooSmallError);
    for (const maxPatches of [0, 0.5, Number.NaN]) {
      expect(() => gridForBudget(100, 100, { patchSize: 64, maxPatches })).toThrow(
        new RangeError(`expected maxPatches to be a positive integer, got ${maxPatches}`),
      );
    }
    expect(() => gridForBudget(Number.NaN, 100, { patchSize: 64 })).toThrow(
      new RangeError('expected imageWidth to be a positive integer, got NaN'),
    );
  });
});

/** By trying them all. */
function smallestStride(width: number, height: number, maxPatches: number): number {
  let stride = 8;
  while (count(patchGrid(width, height, { patchSize: 64, stride })) > maxPatches) stride += 8;
  return stride;
}

function expectEvenMargins(offsets: Int32Array, side: number): void {
  const leading = offsets[0]!;
  const trailing = side - 64 - offsets.at(-1)!;
  const unevenness = Math.abs(leading - trailing);
  expect(offsets.every((offset) => offset % 8 === 0)).toBe(true);
  expect(Math.min(leading, trailing)).toBeGreaterThanOrEqual(0);
  expect(unevenness).toBeLessThanOrEqual(Math.abs(leading + 8 - (trailing - 8)));
  expect(unevenness).toBeLessThanOrEqual(Math.abs(leading - 8 - (trailing + 8)));
}

function stepsOf(offsets: Int32Array): number[] {
  return [...offsets].map((offset) => offset - offsets[0]!);
}

function count({ rowOffsets, colOffsets }: PatchGrid): number {
  return rowOffsets.length * colOffsets.length;
}
