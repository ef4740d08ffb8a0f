import type { RasterImage } from '@exifclip/image';
import { describe, expect, it } from 'vitest';
import { extractPatches } from './extract-patches.ts';
import { gridForBudget } from './grid-for-budget.ts';
import { patchGrid } from './patch-grid.ts';

const image: RasterImage = {
  data: Uint8Array.from({ length: 23 * 17 * 3 }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24),
  width: 23,
  height: 17,
  channels: 3,
};
const grid = patchGrid(23, 17, { patchSize: 8, stride: 4 });

describe('`extractPatches`', () => {
  it('copies every pixel of every patch, row by row over the grid', () => {
    const { rowOffsets, colOffsets } = grid;
    const total = rowOffsets.length * colOffsets.length;
    const { data, shape } = extractPatches(image, grid, 0, total);
    expect(shape).toEqual([12, 8, 8, 3]);
    const expected = Uint8Array.from({ length: total * 8 * 8 * 3 }, (_, i) => {
      const patch = Math.floor(i / (8 * 8 * 3));
      const y = rowOffsets[Math.floor(patch / colOffsets.length)]! + (Math.floor(i / 24) % 8);
      const x = colOffsets[patch % colOffsets.length]! + (Math.floor(i / 3) % 8);
      return image.data[(y * 23 + x) * 3 + (i % 3)]!;
    });
    expect(data).toEqual(expected);
  });

  it('copies a range that begins and ends amid rows of the grid', () => {
    const all = extractPatches(image, grid, 0, 12).data;
    const part = extractPatches(image, grid, 3, 10);
    expect(part.shape).toEqual([7, 8, 8, 3]);
    expect(part.data).toEqual(all.subarray(3 * 192, 10 * 192));
    expect(extractPatches(image, grid, 5, 5)).toEqual({
      data: new Uint8Array(0),
      shape: [0, 8, 8, 3],
    });
  });

  it('follows a grid that does not begin in the corner', () => {
    const moved = { ...grid, rowOffsets: Int32Array.of(9), colOffsets: Int32Array.of(15) };
    const { data } = extractPatches(image, moved, 0, 1);
    expect([...data.subarray(0, 3)]).toEqual([
      ...image.data.subarray((9 * 23 + 15) * 3).subarray(0, 3),
    ]);
    expect(data.at(-1)).toBe(image.data.at(-1));
  });

  it('refuses the grid of another image, patches outside it, and ranges beyond the grid', () => {
    const other = gridForBudget(24, 17, { patchSize: 8 });
    expect(() => extractPatches(image, other, 0, 1)).toThrow(
      new RangeError("expected an image of the grid's 24x17, got 23x17"),
    );
    const outside = { ...grid, colOffsets: Int32Array.of(0, 16) };
    expect(() => extractPatches(image, outside, 0, 1)).toThrow(
      /patches of 8x8 to lie inside 23x17/,
    );
    for (const [from, to] of [
      [0, 13],
      [-1, 2],
      [5, 4],
      [0.5, 2],
      [0, Number.NaN],
    ] as const) {
      expect(() => extractPatches(image, grid, from, to)).toThrow(
        new RangeError(`expected a range of patches within 0 to 12, got ${from} to ${to}`),
      );
    }
  });
});
