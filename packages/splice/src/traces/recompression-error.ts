import type { PatchGrid } from '@exifclip/patch-encoder';
import { blocksAlong } from '../jpeg/blocks-along.ts';
import { blocksInside } from '../jpeg/blocks-inside.ts';
import type { CoveredBlocks } from '../jpeg/covered-blocks.ts';

/** Added to squares, so that a block which loses nothing has a logarithm. */
const FLOOR = 1e-3;

/**
 * What saving an image as JPEG of quality 80 would change in a patch: error level analysis of the
 * luminance, in cosine coefficients and without a codec, so that it is the same everywhere.
 * Parts of another history lose another share: what was saved at this quality on this block grid
 * loses nothing, and what was sharpened, resized or taken by another camera more or less.
 *
 * @param grid - of patches of at least 16 pixels
 * @param covered - the blocks of these patches
 * @returns of the patch whose first pixel is (left, top), one of the grid's: base-2 logarithm of
 *   the root mean square change of its whole blocks, in grey levels
 * @see Krawetz, A picture's worth: digital image analysis and forensics, 2007 (the idea)
 */
export function recompressionError(
  { imageWidth, imageHeight, patchSize }: PatchGrid,
  { blocks, loss }: CoveredBlocks,
): (left: number, top: number) => number {
  const cols = blocksAlong(imageWidth);
  const lossOf = new Float32Array(cols * blocksAlong(imageHeight));
  for (const [i, block] of blocks.entries()) lossOf[block] = loss[i]!;
  return (left, top) => {
    let sum = 0;
    let count = 0;
    for (const block of blocksInside(left, top, patchSize, cols)) {
      sum += lossOf[block]!;
      count++;
    }
    return Math.log2(sum / count + FLOOR) / 2;
  };
}
