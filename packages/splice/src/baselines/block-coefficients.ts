import type { RasterImage } from '@exifclip/image';

/** Side of a JPEG block. */
const BLOCK = 8;

/**
 * The first ten frequencies of an 8 by 8 block in JPEG's zigzag order after the mean, as
 * [down, across]: low enough to be more than zero in a saved photo.
 */
const FREQUENCIES = [
  [0, 1],
  [1, 0],
  [2, 0],
  [1, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [2, 1],
  [3, 0],
  [4, 0],
] as const;

/** Cosine coefficients of the luminance of an image, block by block. */
export interface BlockCoefficients {
  /** Blocks down the image. */
  rows: number;
  /** Blocks across. */
  cols: number;
  /** One array a frequency, low ones first; `rows * cols` values each, as JPEG scales them. */
  frequencies: readonly Float32Array[];
  /** `rows * cols`, 1 where a sample is 0 or 255: what was saved there may have been cut off. */
  saturated: Uint8Array;
}

/**
 * The low cosine coefficients of all whole 8 by 8 blocks, orthonormal, of the luminance less 128.
 * Where the image comes from a JPEG and the blocks are its own, they lie near multiples of its
 * quantisation steps.
 *
 * @param offset - pixels from the image's corner to that of the first block, both ways
 * @see ITU-T T.81, A.3.3 (the transform)
 */
export function blockCoefficients(image: RasterImage, offset: number): BlockCoefficients {
  const rows = Math.max(0, Math.floor((image.height - offset) / BLOCK));
  const cols = Math.max(0, Math.floor((image.width - offset) / BLOCK));
  const frequencies = FREQUENCIES.map(() => new Float32Array(rows * cols));
  const saturated = new Uint8Array(rows * cols);
  const waves = cosines();
  const along = new Float64Array(BLOCK * 5);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const [left, top] = [offset + col * BLOCK, offset + row * BLOCK];
      saturated[row * cols + col] = isSaturated(image, left, top) ? 1 : 0;
      transformRows(image, left, top, waves, along);
      for (const [f, [down, across]] of FREQUENCIES.entries()) {
        let sum = 0;
        for (let y = 0; y < BLOCK; y++) sum += waves[down]![y]! * along[y * 5 + across]!;
        frequencies[f]![row * cols + col] = sum;
      }
    }
  }
  return { rows, cols, frequencies, saturated };
}

/** The first five waves of the transform. */
function cosines(): Float64Array[] {
  return Array.from({ length: 5 }, (_, k) =>
    Float64Array.from(
      { length: BLOCK },
      (_, x) => (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * k * Math.PI) / 16),
    ),
  );
}

function transformRows(
  { data, width }: RasterImage,
  left: number,
  top: number,
  waves: readonly Float64Array[],
  along: Float64Array,
): void {
  along.fill(0);
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0, i = ((top + y) * width + left) * 3; x < BLOCK; x++, i += 3) {
      const value = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]! - 128;
      for (let k = 0; k < 5; k++) along[y * 5 + k]! += waves[k]![x]! * value;
    }
  }
}

function isSaturated({ data, width }: RasterImage, left: number, top: number): boolean {
  for (let y = top; y < top + BLOCK; y++) {
    const start = (y * width + left) * 3;
    for (let i = start; i < start + BLOCK * 3; i++) {
      if (data[i] === 0 || data[i] === 255) return true;
    }
  }
  return false;
}
