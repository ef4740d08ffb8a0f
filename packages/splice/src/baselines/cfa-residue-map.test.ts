import { expect, test } from 'vitest';
import { flatImage, madeGrid, madePhoto, madePrecision, paste } from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { cfaResidueMap } from './cfa-residue-map.ts';

test('`cfaResidueMap` finds a part whose colour filter is displaced by one pixel', async () => {
  const forgery = paste(await madePhoto(1), await madePhoto(101, { bayerPhase: 1 }));
  const grid = madeGrid(forgery);
  expect(madePrecision(cfaResidueMap(forgery, grid), grid)).toBeGreaterThan(0.97);
});

test('`cfaResidueMap` sees nothing in a part of a camera with the same filter', async () => {
  const forgery = paste(await madePhoto(1), await madePhoto(101));
  const grid = madeGrid(forgery);
  expect(madePrecision(cfaResidueMap(forgery, grid), grid)).toBeLessThan(0.2);
});

test('`cfaResidueMap` of a flat image is 0', () => {
  const map = cfaResidueMap(flatImage(48, 32), regularGrid(48, 32, 16, 8));
  expect(map.shape).toEqual([4, 6]);
  expect(map.data.every((value) => Math.abs(value) < 1e-6)).toBe(true);
});

test('`cfaResidueMap` refuses another size and patches without a neighbourhood', () => {
  const image = flatImage(64, 64);
  expect(() => cfaResidueMap(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => cfaResidueMap(image, regularGrid(64, 64, 3, 8))).toThrow('at least 4 pixels');
});
