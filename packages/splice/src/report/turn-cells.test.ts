import { orientImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { turn } from './turn.ts';
import { turnCells } from './turn-cells.ts';

const [rows, cols] = [3, 5];
const picture: RasterImage = {
  data: Uint8Array.from({ length: rows * cols * 3 }, (_, i) => i),
  width: cols,
  height: rows,
  channels: 3,
};
const block = {
  data: picture.data,
  channels: 3,
  cells: {
    rows: { centres: [10, 20, 30], stride: 10 },
    cols: { centres: [4, 8, 12, 16, 20], stride: 4 },
  },
};
const size = { width: 30, height: 50 };

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', (orientation) => {
  const turned = turnCells(block, turn(orientation), size);

  test('turns cells as `orientImage` turns pixels', () => {
    const upright = orientImage(picture, orientation);
    expect(turned.data).toEqual(upright.data);
    expect(turned.cells.rows.centres).toHaveLength(upright.height);
    expect(turned.cells.cols.centres).toHaveLength(upright.width);
  });

  test('keeps every cell at its place on the photo', () => {
    // A photo of a pixel a place, all black but where one cell has its middle.
    const [row, col] = [2, 1];
    const photo = new Uint8Array(size.width * size.height * 3);
    photo[(30 * size.width + 8) * 3] = 255;
    const upright = orientImage({ ...size, data: photo, channels: 3 }, orientation);
    const at = upright.data.indexOf(255) / 3;
    const cell = turned.data.indexOf((row * cols + col) * 3) / 3;
    const { rows: down, cols: across } = turned.cells;
    const y = down.centres[Math.floor(cell / across.centres.length)]!;
    const x = across.centres[cell % across.centres.length]!;
    expect(Math.abs(y - Math.floor(at / upright.width))).toBeLessThanOrEqual(1);
    expect(Math.abs(x - (at % upright.width))).toBeLessThanOrEqual(1);
  });
});

test('what is no orientation is refused', () => {
  for (const orientation of [0, 9, 1.5, Number.NaN]) {
    expect(() => turn(orientation)).toThrow(
      `expected an EXIF orientation of 1 to 8, got ${orientation}`,
    );
  }
});
