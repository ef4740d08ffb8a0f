import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { percentile } from '../numeric/percentile.ts';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { patchLuminance } from '../patches/patch-luminance.ts';
import { measurePatches } from './measure-patches.ts';

/** Options of {@link noiseLevelMap}. */
export interface NoiseLevelMapOptions {
  /** Noise below this counts as this, in grey levels of 0…255. @defaultValue 0.05 */
  floor?: number;
}

/** From a median absolute deviation to the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

/**
 * A baseline that needs no model: the level of noise, patch by patch, averaged onto cells. A
 * region pasted from another camera, or smoothed, often carries another level.
 *
 * The level of a patch is `1.4826 · median |HH|` over the diagonal detail of one Haar step
 * (2 by 2 pixels, not overlapping) of its luminance, which shuts out most edges; its base-2
 * logarithm makes equal ratios equal steps.
 *
 * @param image - the image that the grid was laid on
 * @returns `[cellRows, cellCols]`, base-2 logarithm of grey levels; which side is spliced is
 *   unknown, so measure it with the better of map and inverted map
 * @throws TypeError or RangeError when image and grid do not fit
 * @see Donoho and Johnstone, Ideal spatial adaptation by wavelet shrinkage, 1994 (the estimate)
 * @see Mahdian and Saic, Using noise inconsistencies for blind image forensics, 2009 (the use)
 */
export function noiseLevelMap(
  image: RasterImage,
  grid: PatchGrid,
  options: NoiseLevelMapOptions = {},
): DenseArray {
  const { floor = 0.05 } = options;
  assertGridImage(image, grid, 2);
  const size = grid.patchSize;
  const luminance = new Float32Array(size * size);
  const details = new Float32Array(Math.floor(size / 2) ** 2);
  return measurePatches(grid, (left, top) => {
    patchLuminance(image, left, top, size, luminance);
    diagonalDetails(luminance, size, details);
    return Math.log2(Math.max(floor, NORMAL * percentile(details, 50)));
  });
}

/** Absolute diagonal Haar coefficients of a patch, scaled so that white noise keeps its level. */
function diagonalDetails(luminance: Float32Array, size: number, details: Float32Array): void {
  let at = 0;
  for (let y = 0; y + 1 < size; y += 2) {
    for (let i = y * size, end = i + size - 1; i < end; i += 2) {
      const upper = luminance[i]! - luminance[i + 1]!;
      const lower = luminance[i + size]! - luminance[i + size + 1]!;
      details[at++] = Math.abs(upper - lower) / 2;
    }
  }
}
