import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { coveredBlocks } from '../jpeg/covered-blocks.ts';
import { doubleQuantizationEvidence } from '../jpeg/double-quantization-evidence.ts';
import { patchValues } from '../patches/patch-values.ts';
import { patchTexture } from './patch-texture.ts';
import { recompressionError } from './recompression-error.ts';
import { unexplained } from './unexplained.ts';

/** By what the error of recompression varies within authentic photos, beyond texture. */
const ERROR_UNIT = 0.08;

/** What evidence of double quantisation counts as much, in log-likelihood a coefficient. */
const EVIDENCE_UNIT = 0.12;

/** Traces are bounded here, so that one odd patch is no region of its own. */
const MOST = 3;

/**
 * Traces of JPEG in each patch, to stand beside its embedding. An encoder that sees 64 pixels,
 * wherever they lie, knows neither the block grid nor how the whole image was quantised.
 *
 * 1. What saving at quality 80 would change, less what the texture of the patches explains.
 * 2. The evidence that it was compressed once where the rest was compressed twice.
 *
 * Both less their mean over the image, in units of about what authentic photos vary by, and bent
 * to ±3.
 *
 * @param image - the image that the grid was laid on, with its block grid at the upper left corner
 * @returns `[rows, cols, 2]`, of the patches of the grid, for `localize`
 * @throws TypeError or RangeError when image and grid do not fit, or patches are smaller than 16
 */
export function compressionTraces(image: RasterImage, grid: PatchGrid): DenseArray<Float32Array> {
  const covered = coveredBlocks(image, grid);
  const { patchSize, rowOffsets, colOffsets } = grid;
  const textureOf = patchTexture(image, patchSize);
  const texture: (readonly number[])[] = [];
  for (const top of rowOffsets) for (const left of colOffsets) texture.push(textureOf(left, top));

  const error = unexplained(patchValues(grid, recompressionError(grid, covered)), texture);
  const evidence = centred(patchValues(grid, doubleQuantizationEvidence(image, grid, covered)));
  const data = new Float32Array(2 * error.length);
  for (let patch = 0; patch < error.length; patch++) {
    data[2 * patch] = bent(error[patch]! / ERROR_UNIT);
    data[2 * patch + 1] = bent(evidence[patch]! / EVIDENCE_UNIT);
  }
  return { data, shape: [rowOffsets.length, colOffsets.length, 2] };
}

function centred(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return values.map((value) => value - mean);
}

function bent(value: number): number {
  return MOST * Math.tanh(value / MOST);
}
