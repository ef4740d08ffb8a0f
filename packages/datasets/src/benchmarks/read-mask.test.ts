import type { RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import { readMask } from './read-mask.ts';

function pixels(...colors: readonly (readonly [number, number, number])[]): RasterImage {
  return { data: Uint8Array.from(colors.flat()), width: colors.length, height: 1, channels: 3 };
}

const row = (mask: RasterImage, reading: Parameters<typeof readMask>[2]) => [
  ...readMask(mask, { width: mask.width, height: mask.height }, reading).data,
];

test('`readMask` takes white, black, all but black, or green for spliced', () => {
  const levels = pixels([0, 0, 0], [9, 9, 9], [60, 60, 60], [128, 128, 128], [255, 255, 255]);
  expect(row(levels, undefined)).toEqual([0, 0, 0, 1, 1]);
  expect(row(levels, { spliced: 'black', stretch: false })).toEqual([1, 1, 1, 0, 0]);
  expect(row(levels, { spliced: 'not black', stretch: false })).toEqual([0, 0, 1, 1, 1]);
  const colors = pixels([250, 8, 3], [5, 247, 12], [20, 190, 9], [190, 4, 9], [120, 130, 110]);
  expect(row(colors, { spliced: 'green', stretch: false })).toEqual([0, 1, 1, 0, 0]);
});

test('`readMask` stretches a mask of the same shape, and no other', () => {
  const mask = pixels([0, 0, 0], [255, 255, 255]);
  const size = { width: 4, height: 2 };
  const stretched = readMask(mask, size, { spliced: 'white', stretch: true });
  expect([...stretched.data]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  expect(() => readMask(mask, size)).toThrow("of the image's size 4×2, got 2×1");
  const turned = { width: 1, height: 2 };
  expect(() => readMask(mask, turned, { spliced: 'white', stretch: true })).toThrow(
    'of the shape of the image 1×2, got 2×1',
  );
});
