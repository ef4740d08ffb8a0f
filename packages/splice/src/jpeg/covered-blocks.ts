import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { type BlockCoefficients, blockCoefficients } from './block-coefficients.ts';
import { blocksAlong } from './blocks-along.ts';
import { blocksInside } from './blocks-inside.ts';

/** The blocks of an image that lie in a patch of a grid whole: of large images a third. */
export interface CoveredBlocks extends BlockCoefficients {
  /** Their indices, row by row. */
  blocks: Int32Array;
}

/** Patches with one whole block, wherever they lie. */
const leastPatch = 16;

/**
 * Transforms the blocks that lie in a patch of the grid whole.
 *
 * @throws TypeError or RangeError when image and grid do not fit, or patches are smaller than 16
 */
export function coveredBlocks(image: RasterImage, grid: PatchGrid): CoveredBlocks {
  assertGridImage(image, grid, leastPatch);
  const cols = blocksAlong(image.width);
  const covered = new Uint8Array(cols * blocksAlong(image.height));
  let count = 0;
  for (const top of grid.rowOffsets) {
    for (const left of grid.colOffsets) {
      for (const block of blocksInside(left, top, grid.patchSize, cols)) {
        count += 1 - covered[block]!;
        covered[block] = 1;
      }
    }
  }
  const blocks = new Int32Array(count);
  for (let block = 0, to = 0; block < covered.length; block++) {
    if (covered[block] === 1) blocks[to++] = block;
  }
  return { blocks, ...blockCoefficients(image, { blocks }) };
}
