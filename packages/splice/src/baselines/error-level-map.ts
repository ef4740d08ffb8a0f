import { type DenseArray, decodeImage, encodeJpeg, type RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { measurePatches } from './measure-patches.ts';

/** Options of {@link errorLevelMap}. */
export interface ErrorLevelMapOptions {
  /** JPEG quality of 1…100 that the image is saved at once more. @defaultValue 90 */
  quality?: number;
}

/** Levels below this count as this, so that flat patches have a logarithm. */
const FLOOR = 1 / 64;

/**
 * A baseline that needs no model: error level analysis. The image is saved as JPEG once more; where
 * it was saved so before, little changes, and what was pasted from elsewhere changes more. Edges
 * and texture change more too, which is why it misleads so often.
 *
 * The level of a patch is the mean absolute difference of all samples, its base-2 logarithm the
 * value of the map.
 *
 * @param image - the image that the grid was laid on
 * @returns `[cellRows, cellCols]`, base-2 logarithm of grey levels; high where saving changes much
 * @throws TypeError or RangeError when image and grid do not fit, or the quality is out of range
 * @see Krawetz, A picture's worth: digital image analysis and forensics, 2007
 */
export async function errorLevelMap(
  image: RasterImage,
  grid: PatchGrid,
  options: ErrorLevelMapOptions = {},
): Promise<DenseArray> {
  const { quality = 90 } = options;
  assertGridImage(image, grid, 1);
  const saved = await decodeImage(await encodeJpeg(image, { quality }), { name: 'saved again' });
  return measurePatches(grid, (left, top) =>
    Math.log2(Math.max(FLOOR, meanDifference(image, saved, left, top, grid.patchSize))),
  );
}

function meanDifference(
  { data, width }: RasterImage,
  { data: saved }: RasterImage,
  left: number,
  top: number,
  size: number,
): number {
  let sum = 0;
  for (let y = top; y < top + size; y++) {
    const start = (y * width + left) * 3;
    for (let i = start; i < start + size * 3; i++) sum += Math.abs(data[i]! - saved[i]!);
  }
  return sum / (size * size * 3);
}
