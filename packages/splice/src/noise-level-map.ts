import { assertRasterImage, type DenseArray, type RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellMeans } from './cell-means.ts';
import { gridSpread } from './grid-spread.ts';
import { percentile } from './percentile.ts';

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
  assertRasterImage(image);
  if (image.width !== grid.imageWidth || image.height !== grid.imageHeight) {
    throw new RangeError(
      `expected an image of ${grid.imageWidth} by ${grid.imageHeight} pixels as the grid's, got ${image.width} by ${image.height}`,
    );
  }
  const { rowOffsets, colOffsets, patchSize } = grid;
  if (patchSize < 2)
    throw new RangeError(`expected patches of at least 2 pixels, got ${patchSize}`);
  const data = new Float32Array(rowOffsets.length * colOffsets.length);
  const details = new Float32Array(Math.floor(patchSize / 2) ** 2);
  let at = 0;
  for (const y of rowOffsets) {
    for (const x of colOffsets) {
      diagonalDetails(image, x, y, patchSize, details);
      const noise = NORMAL * percentile(details, 50);
      data[at++] = Math.log2(Math.max(floor, noise));
    }
  }
  const levels = { data, shape: [rowOffsets.length, colOffsets.length, 1] };
  const cells = cellMeans(levels, { spread: gridSpread(grid) });
  return { data: cells.data, shape: cells.shape.slice(0, 2) };
}

/** Absolute diagonal Haar coefficients of a patch, scaled so that white noise keeps its level. */
function diagonalDetails(
  image: RasterImage,
  left: number,
  top: number,
  size: number,
  details: Float32Array,
): void {
  const { data, width } = image;
  const line = width * 3;
  let at = 0;
  for (let y = top; y + 1 < top + size; y += 2) {
    for (let x = left; x + 1 < left + size; x += 2) {
      const i = (y * width + x) * 3;
      const detail =
        luminance(data, i) -
        luminance(data, i + 3) -
        luminance(data, i + line) +
        luminance(data, i + line + 3);
      details[at++] = Math.abs(detail) / 2;
    }
  }
}

function luminance(data: Uint8Array, i: number): number {
  return 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
}
