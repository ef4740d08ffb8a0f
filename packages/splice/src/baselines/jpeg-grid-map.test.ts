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
import { jpegGridMap } from './jpeg-grid-map.ts';

test('`jpegGridMap` finds a part of a JPEG that was pasted 3 pixels off the block grid', async () => {
  const [host, donor] = await Promise.all([madePhoto(1), madePhoto(101)]);
  const forgery = paste(await saveJpeg(host, 80), await saveJpeg(donor, 80), 3);
  const grid = madeGrid(forgery);
  expect(madePrecision(jpegGridMap(forgery, grid), grid)).toBeGreaterThan(0.93);
});

test('`jpegGridMap` sees nothing in a part that was pasted on the block grid', async () => {
  const [host, donor] = await Promise.all([madePhoto(1), madePhoto(101)]);
  const forgery = paste(await saveJpeg(host, 80), await saveJpeg(donor, 80), 0);
  const grid = madeGrid(forgery);
  expect(madePrecision(jpegGridMap(forgery, grid), grid)).toBeLessThan(0.4);
});

test('`jpegGridMap` of a flat image is 0', () => {
  const map = jpegGridMap(flatImage(48, 32), regularGrid(48, 32, 16, 8));
  expect(map.shape).toEqual([4, 6]);
  expect(map.data.every((value) => Math.abs(value) < 1e-6)).toBe(true);
});

test('`jpegGridMap` refuses another size and patches without a whole period', () => {
  const image = flatImage(64, 64);
  expect(() => jpegGridMap(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => jpegGridMap(image, regularGrid(64, 64, 15, 8))).toThrow('at least 16 pixels');
});
