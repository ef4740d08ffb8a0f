import { assertRasterImage, type RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';

/**
 * Checks that a grid was laid on this image and that its patches are large enough to measure.
 *
 * @param leastPatch - smallest side of a patch that the measurement can do with, in pixels
 * @throws TypeError or RangeError when image and grid do not fit, or patches are too small
 */
export function assertGridImage(image: RasterImage, grid: PatchGrid, leastPatch: number): void {
  assertRasterImage(image);
  if (image.width !== grid.imageWidth || image.height !== grid.imageHeight) {
    throw new RangeError(
      `expected an image of ${grid.imageWidth} by ${grid.imageHeight} pixels as the grid's, got ${image.width} by ${image.height}`,
    );
  }
  if (!(grid.patchSize >= leastPatch)) {
    throw new RangeError(
      `expected patches of at least ${leastPatch} pixels, got ${grid.patchSize}`,
    );
  }
}
