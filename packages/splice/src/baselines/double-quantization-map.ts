import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { coveredBlocks } from '../jpeg/covered-blocks.ts';
import { doubleQuantizationEvidence } from '../jpeg/double-quantization-evidence.ts';
import { measurePatches } from './measure-patches.ts';

/**
 * A baseline that needs no model: where an image was compressed once and not twice. Photos are
 * JPEGs; whoever pastes into one and saves it compresses it again on the same block grid, while
 * what is pasted (from elsewhere, resized, or merely displaced) shows the last compression alone.
 *
 * The quantisation steps of both compressions are estimated from the pixels, for the ten lowest
 * frequencies; the value of a patch is the mean log-likelihood ratio of "once" against "twice" over
 * its coefficients that are not zero.
 *
 * @param image - the image that the grid was laid on, with its block grid at the upper left corner
 * @returns `[cellRows, cellCols]`, high where compressed once; 0 everywhere when no trace of an
 *   earlier compression is found
 * @throws TypeError or RangeError when image and grid do not fit, or patches are smaller than 16
 * @see Lin, He, Tang and Tang, Fast, automatic and fine-grained tampered JPEG image detection via
 *   DCT coefficient analysis, 2009
 * @see Bianchi, De Rosa and Piva, Improved DCT coefficient analysis for forgery localization in
 *   JPEG images, 2011
 */
export function doubleQuantizationMap(image: RasterImage, grid: PatchGrid): DenseArray {
  const covered = coveredBlocks(image, grid);
  return measurePatches(grid, doubleQuantizationEvidence(image, grid, covered));
}
