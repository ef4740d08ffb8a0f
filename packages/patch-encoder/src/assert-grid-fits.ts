import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from './patch-grid.ts';

/**
 * Checks that a grid is that of an image.
 *
 * @throws RangeError when the sizes differ or a patch does not lie inside
 */
export function assertGridFits(image: RasterImage, grid: PatchGrid): void {
  const { patchSize, rowOffsets, colOffsets, imageWidth, imageHeight } = grid;
  if (imageWidth !== image.width || imageHeight !== image.height) {
    throw new RangeError(
      `expected an image of the grid's ${imageWidth}x${imageHeight}, got ${image.width}x${image.height}`,
    );
  }
  const isInside = (offsets: Int32Array, side: number): boolean =>
    offsets.every((offset) => offset >= 0 && offset + patchSize <= side);
  if (!isInside(rowOffsets, imageHeight) || !isInside(colOffsets, imageWidth)) {
    throw new RangeError(
      `expected all patches of ${patchSize}x${patchSize} to lie inside ${imageWidth}x${imageHeight}`,
    );
  }
}
