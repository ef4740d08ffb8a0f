import type { RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import {
  flatImage,
  madeGrid,
  madePhoto,
  madePrecision,
  paste,
  saveJpeg,
} from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { doubleQuantizationMap } from './double-quantization-map.ts';

test.each([
  [65, 92],
  [80, 95],
])(
  '`doubleQuantizationMap` finds what was saved once in a photo saved twice, at quality %d and %d',
  async (first, last) => {
    const forgery = await saveJpeg(
      paste(await saveJpeg(await madePhoto(1), first), await madePhoto(101)),
      last,
    );
    const grid = madeGrid(forgery);
    expect(madePrecision(doubleQuantizationMap(forgery, grid), grid)).toBeGreaterThan(0.95);
  },
);

test('`doubleQuantizationMap` finds it in an image of more blocks than steps are estimated from', async () => {
  const host = tiled(await saveJpeg(await madePhoto(1), 65));
  const forgery = await saveJpeg(paste(host, tiled(await madePhoto(101))), 92);
  const grid = madeGrid(forgery);
  expect(madePrecision(doubleQuantizationMap(forgery, grid), grid)).toBeGreaterThan(0.9);
});

/** Two by two times the same image, whose sides are multiples of 8. */
function tiled({ data, width, height, channels }: RasterImage): RasterImage {
  const row = 3 * width;
  const twice = new Uint8Array(4 * data.length);
  for (let y = 0; y < 2 * height; y++) {
    const line = data.subarray((y % height) * row, ((y % height) + 1) * row);
    twice.set(line, y * 2 * row);
    twice.set(line, (y * 2 + 1) * row);
  }
  return { data: twice, width: 2 * width, height: 2 * height, channels };
}

test('`doubleQuantizationMap` is 0 everywhere where all was saved once, or never', async () => {
  const forgery = paste(await madePhoto(1), await madePhoto(101));
  for (const image of [forgery, await saveJpeg(forgery, 90)]) {
    const { data } = doubleQuantizationMap(image, madeGrid(image));
    expect(data.every((value) => value === 0)).toBe(true);
  }
});

test('`doubleQuantizationMap` of a flat image, and of one smaller than two blocks, is 0', () => {
  const map = doubleQuantizationMap(flatImage(48, 32), regularGrid(48, 32, 16, 8));
  expect(map.shape).toEqual([4, 6]);
  expect(map.data.every((value) => value === 0)).toBe(true);
  const small = doubleQuantizationMap(flatImage(16, 16), regularGrid(16, 16, 16, 8));
  expect([...small.data]).toEqual([0]);
});

test('`doubleQuantizationMap` refuses another size and patches without a whole block', () => {
  const image = flatImage(64, 64);
  expect(() => doubleQuantizationMap(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => doubleQuantizationMap(image, regularGrid(64, 64, 8, 8))).toThrow('at least 16');
});
