import type { DenseArray } from '@exifclip/image';
import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import { cellMeans, gridSpread, localize, mapToImage } from '@exifclip/splice';
import { expect, test } from 'vitest';
import { madePhoto } from './made-photo.ts';

// #region encoder
/** Embeds a patch as the mean and the spread of its three colours. */
const colours: PatchEncoder = {
  id: 'colours',
  dim: 6,
  patchSize: 64,
  encode: async ({ data, shape }) => {
    const [count = 0, rows = 0, columns = 0] = shape;
    const pixels = rows * columns;
    const embeddings = new Float32Array(count * 6);
    for (let patch = 0; patch < count; patch += 1) {
      const row = embeddings.subarray(patch * 6, patch * 6 + 6);
      for (let i = 0; i < pixels * 3; i += 1) {
        const value = data[patch * pixels * 3 + i]! / 255;
        row[i % 3]! += value / pixels;
        row[3 + (i % 3)]! += value ** 2 / pixels;
      }
      for (let c = 0; c < 3; c += 1)
        row[3 + c] = Math.sqrt(Math.max(0, row[3 + c]! - row[c]! ** 2));
      const length = Math.hypot(...row) || 1;
      for (let c = 0; c < 6; c += 1) row[c]! /= length; // unit length, as every encoder returns it
    }
    return { data: embeddings, shape: [count, 6] };
  },
  dispose: async () => {},
};
// #endregion encoder

test('an encoder of one’s own localises', async () => {
  const image = await madePhoto();
  // #region use
  const grid = gridForBudget(image.width, image.height, { patchSize: colours.patchSize });
  const embeddings = await encodeGrid(colours, image, grid);
  const { heatmap, score } = localize(embeddings, grid);
  const map = mapToImage(heatmap, grid); // [height, width]
  // #endregion use
  expect(map.shape).toEqual([image.height, image.width]);
  expect(score).toBeGreaterThanOrEqual(0);
  // #region method
  /** How far each cell lies from the mean of all. */
  function distanceFromMean(cells: DenseArray): DenseArray {
    const { data, shape } = cells;
    const [rows = 0, columns = 0, dim = 0] = shape;
    const mean = new Float32Array(dim);
    data.forEach((value, i) => {
      mean[i % dim]! += value / (rows * columns);
    });
    const distances = new Float32Array(rows * columns);
    data.forEach((value, i) => {
      distances[Math.floor(i / dim)]! += (value - mean[i % dim]!) ** 2;
    });
    return { data: distances.map(Math.sqrt), shape: [rows, columns] };
  }

  const cells = cellMeans(embeddings, { spread: gridSpread(grid) }); // the votes
  const own = mapToImage(distanceFromMean(cells), grid);
  // #endregion method
  expect(own.shape).toEqual(map.shape);
  expect(own.data.every((value) => value >= 0)).toBe(true);
});
