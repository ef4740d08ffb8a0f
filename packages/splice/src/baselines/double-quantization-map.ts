import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { assertGridImage } from './assert-grid-image.ts';
import { type BlockCoefficients, blockCoefficients } from './block-coefficients.ts';
import { doubleQuantization } from './double-quantization.ts';
import { measurePatches } from './measure-patches.ts';
import { quantizationStep } from './quantization-step.ts';

/** Side of a JPEG block. */
const BLOCK = 8;

/** Coefficients of no evidence that every patch is given, so that flat patches stay near 0. */
const DOUBT = 16;

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
  assertGridImage(image, grid, 2 * BLOCK);
  const blocks = blockCoefficients(image, 0);
  const { evidence, counts } = blockEvidence(blocks, blockCoefficients(image, BLOCK / 2));
  return measurePatches(grid, (left, top) => {
    let sum = 0;
    let count = DOUBT;
    for (const block of blocksInside(left, top, grid.patchSize, blocks.cols)) {
      sum += evidence[block]!;
      count += counts[block]!;
    }
    return sum / count;
  });
}

/** The sum of evidence of each block, and how many coefficients gave any. */
function blockEvidence(
  { frequencies, rows, cols, saturated }: BlockCoefficients,
  displaced: BlockCoefficients,
): { evidence: Float64Array; counts: Int32Array } {
  const evidence = new Float64Array(rows * cols);
  const counts = new Int32Array(rows * cols);
  for (const [f, coefficients] of frequencies.entries()) {
    const step = quantizationStep(coefficients.filter((_, block) => saturated[block] === 0));
    const found = doubleQuantization(coefficients, displaced.frequencies[f]!, step);
    if (found.firstStep === 1) continue;
    for (let block = 0; block < coefficients.length; block++) {
      const told = found.evidence(coefficients[block]!);
      if (told === 0) continue;
      evidence[block]! += told;
      counts[block]! += 1;
    }
  }
  return { evidence, counts };
}

/** Indices of the blocks that lie in a patch whole. */
function* blocksInside(left: number, top: number, size: number, cols: number): Generator<number> {
  const endRow = Math.floor((top + size) / BLOCK);
  const endCol = Math.floor((left + size) / BLOCK);
  for (let row = Math.ceil(top / BLOCK); row < endRow; row++) {
    for (let col = Math.ceil(left / BLOCK); col < endCol; col++) yield row * cols + col;
  }
}
