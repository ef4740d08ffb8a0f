import { expect, test } from 'vitest';
import { noiseImage } from '../test/noise-image.ts';
import { extractTile } from './extract-tile.ts';
import { tileLayout } from './tile-layout.ts';

test('`extractTile` repeats the outermost pixels beyond the edges of the image', () => {
  const image = noiseImage(11, 7);
  for (const [top, left] of [
    [2, 3],
    [-3, -4],
    [5, 9],
    [-20, 2],
    [1, 40],
    [-30, -30],
  ] as const) {
    const { data, shape } = extractTile(image, top, left, 9);
    expect(shape).toEqual([1, 9, 9, 3]);
    const clamp = (v: number, most: number) => Math.min(most, Math.max(0, v));
    const expected = data.map((_, i) => {
      const [y, x] = [Math.floor(i / 27), Math.floor(i / 3) % 9];
      return image.data[(clamp(top + y, 6) * 11 + clamp(left + x, 10)) * 3 + (i % 3)]!;
    });
    expect(data).toEqual(expected);
  }
});

test('`tileLayout` keeps the positions that see pixels of the tile alone', () => {
  const padded = {
    stride: 8,
    reach: { before: 30, after: 43 },
    padded: true,
    pooling: 'mean',
  } as const;
  expect(tileLayout(512, padded)).toEqual({ margin: 4, kept: 55 });
  expect(tileLayout(80, padded)).toEqual({ margin: 4, kept: 1 });
  const unpadded = { ...padded, reach: { before: 0, after: 73 }, padded: false };
  expect(tileLayout(512, unpadded)).toEqual({ margin: 0, kept: 55 });
  for (const size of [72, 513, 0, Number.NaN]) {
    expect(() => tileLayout(size, padded)).toThrow(
      new RangeError(`expected tileSize to be a multiple of 8 from 80, got ${size}`),
    );
  }
});
