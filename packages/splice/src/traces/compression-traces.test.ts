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
import { cellMeans } from '../cells/cell-means.ts';
import { gridSpread } from '../cells/grid-spread.ts';
import { compressionTraces } from './compression-traces.ts';

/** How well one of the traces finds what was pasted. */
async function precisionOf(trace: 0 | 1, forgery: Awaited<ReturnType<typeof madePhoto>>) {
  const grid = madeGrid(forgery);
  const { data, shape } = cellMeans(compressionTraces(forgery, grid), { spread: gridSpread(grid) });
  const one = data.filter((_, i) => i % 2 === trace);
  return madePrecision({ data: one, shape: shape.slice(0, 2) }, grid);
}

test('the first trace finds what was never saved in a photo saved at quality 80', async () => {
  const forgery = paste(await saveJpeg(await madePhoto(1), 80), await madePhoto(101));
  expect(await precisionOf(0, forgery)).toBeGreaterThan(0.9);
});

test('the second trace finds what was saved once in a photo saved twice', async () => {
  const host = await saveJpeg(await madePhoto(1), 65);
  const forgery = await saveJpeg(paste(host, await madePhoto(101)), 92);
  expect(await precisionOf(1, forgery)).toBeGreaterThan(0.95);
});

test('`compressionTraces` has two numbers a patch, of mean about 0 and within ±3', async () => {
  const forgery = paste(await saveJpeg(await madePhoto(1), 80), await madePhoto(101));
  const grid = madeGrid(forgery);
  const { data, shape } = compressionTraces(forgery, grid);
  expect(shape).toEqual([grid.rowOffsets.length, grid.colOffsets.length, 2]);
  expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(3);
  for (const trace of [0, 1]) {
    const one = data.filter((_, i) => i % 2 === trace);
    expect(Math.abs(one.reduce((sum, value) => sum + value, 0) / one.length)).toBeLessThan(1);
  }
});

test('a flat image, one patch and no patch have no traces', () => {
  const image = flatImage(64, 48);
  for (const size of [16, 48]) {
    const { data } = compressionTraces(image, regularGrid(64, 48, size, size));
    expect(data.length).toBeGreaterThan(0);
    expect(Math.max(...data.map(Math.abs))).toBeLessThan(1e-9);
  }
  const none = { ...regularGrid(64, 48, 16, 16), rowOffsets: new Int32Array(0) };
  expect(compressionTraces(image, none)).toEqual({ data: new Float32Array(0), shape: [0, 4, 2] });
});

test('`compressionTraces` refuses the grid of another image, and patches without a whole block', () => {
  const image = flatImage(64, 64);
  expect(() => compressionTraces(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => compressionTraces(image, regularGrid(64, 64, 8, 8))).toThrow('at least 16');
});
