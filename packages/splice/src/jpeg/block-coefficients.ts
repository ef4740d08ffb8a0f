import type { RasterImage } from '@exifclip/image';
import { blocksAlong } from './blocks-along.ts';
import { cosineTransform } from './cosine-transform.ts';
import { BLOCK } from './jpeg-block.ts';
import { luminanceSteps } from './luminance-steps.ts';

/**
 * The first ten frequencies of an 8 by 8 block in JPEG's zigzag order after the mean, by their
 * place row by row: low enough to be more than zero in a saved photo.
 */
const FREQUENCIES = [1, 8, 16, 9, 2, 3, 10, 17, 24, 32] as const;

/** JPEG quality at which the loss is measured. */
const LOSS_QUALITY = 80;

/** Cosine coefficients of the luminance of an image, block by block. */
export interface BlockCoefficients {
  /** One array a frequency, low ones first; a value a block, as JPEG scales them. */
  frequencies: readonly Float32Array[];
  /** A value a block, 1 where a sample is 0 or 255: what was saved there may have been cut off. */
  saturated: Uint8Array;
  /** A value a block: the mean square change when luminance is saved at quality 80, in grey levels². */
  loss: Float32Array;
}

/** Which blocks are transformed. */
export interface BlockChoice {
  /** Pixels from the image's corner to that of the first block, both ways. @defaultValue 0 */
  offset?: number;
  /** Indices of blocks, row by row. @defaultValue all whole blocks */
  blocks?: Int32Array;
}

/**
 * The low cosine coefficients of whole 8 by 8 blocks, orthonormal, of the luminance less 128.
 * Where the image comes from a JPEG and the blocks are its own, they lie near multiples of its
 * quantisation steps.
 *
 * @see ITU-T T.81, A.3.3 (the transform)
 */
export function blockCoefficients(
  image: RasterImage,
  { offset = 0, blocks }: BlockChoice = {},
): BlockCoefficients {
  const cols = blocksAlong(image.width, offset);
  const chosen = blocks ?? allBlocks(cols * blocksAlong(image.height, offset));
  const frequencies = FREQUENCIES.map(() => new Float32Array(chosen.length));
  const saturated = new Uint8Array(chosen.length);
  const loss = new Float32Array(chosen.length);
  const steps = luminanceSteps(LOSS_QUALITY);
  const block = new Float64Array(BLOCK * BLOCK);
  for (const [i, index] of chosen.entries()) {
    const left = offset + (index % cols) * BLOCK;
    const top = offset + Math.floor(index / cols) * BLOCK;
    saturated[i] = readLuminance(image, left, top, block) ? 1 : 0;
    cosineTransform(block);
    for (let f = 0; f < FREQUENCIES.length; f++) frequencies[f]![i] = block[FREQUENCIES[f]!]!;
    loss[i] = lossOf(block, steps);
  }
  return { frequencies, saturated, loss };
}

function allBlocks(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, block) => block);
}

/** Luminance less 128; tells whether a sample is 0 or 255. */
function readLuminance(
  { data, width }: RasterImage,
  left: number,
  top: number,
  block: Float64Array,
): boolean {
  let saturated = false;
  for (let y = 0, to = 0; y < BLOCK; y++) {
    for (let x = 0, i = ((top + y) * width + left) * 3; x < BLOCK; x++, i += 3) {
      const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!];
      block[to++] = 0.299 * red + 0.587 * green + 0.114 * blue - 128;
      if (red === 0 || green === 0 || blue === 0) saturated = true;
      if (red === 255 || green === 255 || blue === 255) saturated = true;
    }
  }
  return saturated;
}

/** The mean square change when coefficients are rounded to whole steps. */
function lossOf(block: Float64Array, steps: readonly number[]): number {
  let squares = 0;
  for (let k = 0; k < block.length; k++) {
    const times = block[k]! / steps[k]!;
    squares += ((times - Math.round(times)) * steps[k]!) ** 2;
  }
  return squares / block.length;
}
