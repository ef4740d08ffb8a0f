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
import { errorLevelMap } from './error-level-map.ts';

test('`errorLevelMap` finds what was never saved as JPEG in a photo that was', async () => {
  const forgery = paste(await saveJpeg(await madePhoto(2), 90), await madePhoto(102));
  const grid = madeGrid(forgery);
  expect(madePrecision(await errorLevelMap(forgery, grid), grid)).toBeGreaterThan(0.95);
});

test('`errorLevelMap` is no better than chance where all of it was never saved', async () => {
  const forgery = paste(await madePhoto(2), await madePhoto(102));
  const grid = madeGrid(forgery);
  expect(madePrecision(await errorLevelMap(forgery, grid), grid)).toBeLessThan(0.35);
});

test('`errorLevelMap` of a flat image is its floor everywhere', async () => {
  const map = await errorLevelMap(flatImage(48, 32), regularGrid(48, 32, 16, 8));
  expect(map.shape).toEqual([4, 6]);
  expect(map.data.every((level) => level === -6)).toBe(true);
});

test('`errorLevelMap` refuses another size and a quality that is none', async () => {
  const image = flatImage(64, 64);
  await expect(errorLevelMap(image, regularGrid(64, 48, 16, 16))).rejects.toThrow('64 by 48');
  await expect(
    errorLevelMap(image, regularGrid(64, 64, 16, 16), { quality: Number.NaN }),
  ).rejects.toThrow('got NaN');
});
