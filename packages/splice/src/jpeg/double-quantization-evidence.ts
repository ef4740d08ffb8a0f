import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { sampledCells } from '../cells/sampled-cells.ts';
import { blockCoefficients } from './block-coefficients.ts';
import { blocksAlong } from './blocks-along.ts';
import { blocksInside } from './blocks-inside.ts';
import type { CoveredBlocks } from './covered-blocks.ts';
import { type DoubleQuantization, doubleQuantization } from './double-quantization.ts';
import { BLOCK } from './jpeg-block.ts';
import { quantizationStep } from './quantization-step.ts';

/** Coefficients of no evidence that every patch is given, so that flat patches stay near 0. */
const DOUBT = 16;

/** Blocks that the steps are estimated from, at most: those of a megapixel. */
const ENOUGH = 16_384;

/**
 * The evidence that a patch was compressed once where the rest of the image was compressed twice:
 * the mean log-likelihood ratio of "once" against "twice" over its coefficients that are not zero
 * (`doubleQuantizationMap` says more).
 *
 * @param grid - laid on the image, of patches of at least 16 pixels
 * @param covered - the blocks of these patches
 * @returns of the patch whose first pixel is (left, top), one of the grid's; 0 for all where no
 *   trace of an earlier compression is found
 */
export function doubleQuantizationEvidence(
  image: RasterImage,
  grid: PatchGrid,
  covered: CoveredBlocks,
): (left: number, top: number) => number {
  const { evidence, counts } = blockEvidence(image, covered);
  const cols = blocksAlong(image.width);
  return (left, top) => {
    let sum = 0;
    let count = DOUBT;
    for (const block of blocksInside(left, top, grid.patchSize, cols)) {
      sum += evidence[block]!;
      count += counts[block]!;
    }
    return sum / count;
  };
}

/** The sum of evidence of each block, and how many coefficients gave any. */
function blockEvidence(
  image: RasterImage,
  { blocks, frequencies }: CoveredBlocks,
): { evidence: Float64Array; counts: Int32Array } {
  const count = blocksAlong(image.width) * blocksAlong(image.height);
  const evidence = new Float64Array(count);
  const counts = new Int32Array(count);
  for (const [f, { firstStep, evidence: told }] of estimateHistory(image).entries()) {
    if (firstStep === 1) continue;
    for (const [i, block] of blocks.entries()) {
      const value = told(frequencies[f]![i]!);
      if (value === 0) continue;
      evidence[block]! += value;
      counts[block]! += 1;
    }
  }
  return { evidence, counts };
}

/** What each frequency says about an earlier compression, by blocks from all over the image. */
function estimateHistory(image: RasterImage): DoubleQuantization[] {
  const sample = (offset: number) => {
    const rows = blocksAlong(image.height, offset);
    const blocks = sampledCells(rows * blocksAlong(image.width, offset), ENOUGH);
    return blockCoefficients(image, { offset, blocks });
  };
  const { frequencies, saturated } = sample(0);
  const displaced = sample(BLOCK / 2);
  return frequencies.map((coefficients, f) => {
    const step = quantizationStep(coefficients.filter((_, i) => saturated[i] === 0));
    return doubleQuantization(coefficients, displaced.frequencies[f]!, step);
  });
}
