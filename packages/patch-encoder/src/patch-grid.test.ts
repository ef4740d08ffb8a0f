import { describe, expect, it } from 'vitest';
import { ImageTooSmallError } from './image-too-small-error.ts';
import { patchGrid } from './patch-grid.ts';

describe('`patchGrid`', () => {
  it('lays patches at every stride from the top left corner', () => {
    expect(patchGrid(100, 70, { patchSize: 32, stride: 16 })).toEqual({
      patchSize: 32,
      rowOffsets: Int32Array.of(0, 16, 32),
      colOffsets: Int32Array.of(0, 16, 32, 48, 64),
      imageWidth: 100,
      imageHeight: 70,
    });
  });

  it('lays as many rows and columns as the published pipeline', () => {
    // Geometry of the three cases of the oracle splice-pipeline.json.
    const cases = [
      { width: 56, height: 40, patchSize: 16, stride: 4, rows: 7, cols: 11 },
      { width: 44, height: 60, patchSize: 10, stride: 5, rows: 11, cols: 7 },
      { width: 96, height: 64, patchSize: 12, stride: 12, rows: 5, cols: 8 },
    ];
    for (const { width, height, patchSize, stride, rows, cols } of cases) {
      const grid = patchGrid(width, height, { patchSize, stride });
      expect([grid.rowOffsets.length, grid.colOffsets.length]).toEqual([rows, cols]);
    }
  });

  it('takes the last patch that fits to the pixel, and not the next', () => {
    expect([...patchGrid(96, 95, { patchSize: 32, stride: 32 }).colOffsets]).toEqual([0, 32, 64]);
    expect([...patchGrid(96, 95, { patchSize: 32, stride: 32 }).rowOffsets]).toEqual([0, 32]);
  });

  it('lays one patch over an image of its size, and under a stride beyond the image', () => {
    expect([...patchGrid(64, 64, { patchSize: 64, stride: 8 }).rowOffsets]).toEqual([0]);
    expect([...patchGrid(90, 64, { patchSize: 64, stride: 1000 }).colOffsets]).toEqual([0]);
  });

  it('says of an image smaller than a patch that it is', () => {
    expect(() => patchGrid(500, 63, { patchSize: 64, stride: 8 })).toThrow(ImageTooSmallError);
    expect(() => patchGrid(500, 63, { patchSize: 64, stride: 8 })).toThrow(
      expect.objectContaining({
        width: 500,
        height: 63,
        patchSize: 64,
        message: 'expected an image of at least one patch, 64x64, got 500x63',
      }),
    );
  });

  it('refuses sizes that are no positive integers', () => {
    for (const stride of [0, -8, 2.5, Number.NaN]) {
      expect(() => patchGrid(100, 100, { patchSize: 32, stride })).toThrow(
        new RangeError(`expected stride to be a positive integer, got ${stride}`),
      );
    }
    expect(() => patchGrid(Number.NaN, 100, { patchSize: 32, stride: 8 })).toThrow(RangeError);
  });
});
