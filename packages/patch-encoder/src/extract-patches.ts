import { assertRasterImage, type DenseArray, type RasterImage } from '@exifclip/image';
import { assertGridFits } from './assert-grid-fits.ts';
import type { PatchGrid } from './patch-grid.ts';

/**
 * Copies the patches `from` to `to` (exclusive) of a grid, counted row by row, out of an image.
 *
 * @returns `[to - from, patchSize, patchSize, 3]`, the bytes of the image unchanged
 * @throws RangeError when the grid is not that of the image, or `from` and `to` are not a range
 * within it
 */
export function extractPatches(
  image: RasterImage,
  grid: PatchGrid,
  from: number,
  to: number,
): DenseArray<Uint8Array> {
  assertRasterImage(image);
  assertGridFits(image, grid);
  const { patchSize, rowOffsets, colOffsets } = grid;
  const total = rowOffsets.length * colOffsets.length;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= total)) {
    throw new RangeError(`expected a range of patches within 0 to ${total}, got ${from} to ${to}`);
  }
  const rowLength = patchSize * 3;
  const stride = image.width * 3;
  const data = new Uint8Array((to - from) * patchSize * rowLength);
  let at = 0;
  for (let patch = from; patch < to; patch++) {
    const top = rowOffsets[Math.floor(patch / colOffsets.length)]!;
    let start = top * stride + colOffsets[patch % colOffsets.length]! * 3;
    for (let y = 0; y < patchSize; y++, start += stride, at += rowLength) {
      data.set(image.data.subarray(start, start + rowLength), at);
    }
  }
  return { data, shape: [to - from, patchSize, patchSize, 3] };
}
