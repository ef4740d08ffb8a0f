import { expect, test } from 'vitest';
import { flatImage, madeGrid, madePhoto, saveJpeg } from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { coveredBlocks } from '../jpeg/covered-blocks.ts';
import { patchLuminance } from '../patches/patch-luminance.ts';
import { patchValues } from '../patches/patch-values.ts';
import { recompressionError } from './recompression-error.ts';

test('`recompressionError` is what saving at quality 80 changes, within a sixth', async () => {
  const image = await madePhoto(1);
  const saved = await saveJpeg(image, 80);
  const grid = {
    ...madeGrid(image),
    rowOffsets: Int32Array.of(0, 128),
    colOffsets: Int32Array.of(64, 256),
  };
  const predicted = patchValues(grid, recompressionError(grid, coveredBlocks(image, grid)));
  const [before, after] = [new Float32Array(64 * 64), new Float32Array(64 * 64)];
  const measured = patchValues(grid, (left, top) => {
    patchLuminance(image, left, top, 64, before);
    patchLuminance(saved, left, top, 64, after);
    const squares = before.reduce((sum, value, i) => sum + (value - after[i]!) ** 2, 0);
    return Math.log2(squares / before.length) / 2;
  });
  // The codec rounds samples and colours besides, and halves the colours' resolution.
  for (const [i, value] of predicted.entries()) {
    expect(Math.abs(value - measured[i]!)).toBeLessThan(Math.log2(7 / 6));
  }
});

test('what was saved at quality 80 on this block grid loses much less than before', async () => {
  const image = await madePhoto(1);
  const grid = madeGrid(image);
  const errorOf = (other: typeof image) => recompressionError(grid, coveredBlocks(other, grid));
  const after = errorOf(await saveJpeg(image, 80))(128, 128);
  expect(errorOf(image)(128, 128) - after).toBeGreaterThan(1);
});

test('`recompressionError` of a flat patch is that of rounding its mean, and of blocks only', () => {
  // 8 · (90 − 128) is 2/3 of a step from a multiple of 6.
  const lost = (-304 - 6 * Math.round(-304 / 6)) ** 2 / 64;
  const grid = regularGrid(60, 60, 44, 16);
  const error = recompressionError(grid, coveredBlocks(flatImage(60, 60), grid));
  expect(error(0, 0)).toBeCloseTo(Math.log2(lost + 1e-3) / 2, 5);
  expect(error(16, 16)).toBeCloseTo(error(0, 0), 6);
});
