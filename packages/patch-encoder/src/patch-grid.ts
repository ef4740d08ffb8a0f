import { ImageTooSmallError } from './image-too-small-error.ts';

/** Where the patches of an image lie: one at every pair of a row and a column offset. */
export interface PatchGrid {
  /** Side of a patch, in pixels. */
  patchSize: number;
  /** Top edges of the rows of patches, ascending, in pixels. */
  rowOffsets: Int32Array;
  /** Left edges of the columns of patches, ascending, in pixels. */
  colOffsets: Int32Array;
  /** Width of the image, in pixels. */
  imageWidth: number;
  /** Height of the image, in pixels. */
  imageHeight: number;
}

export interface PatchGridOptions {
  /** Side of a patch, in pixels. */
  patchSize: number;
  /** Distance between neighbouring patches, in pixels. */
  stride: number;
}

/**
 * Lays patches over an image from its top left corner, as the published method does:
 * `1 + floor((side - patchSize) / stride)` along each side. What is left over at the right and at
 * the bottom is covered by no patch.
 *
 * @throws {@link ImageTooSmallError} when not one patch fits; RangeError when a size is not a
 * positive integer
 */
export function patchGrid(
  imageWidth: number,
  imageHeight: number,
  { patchSize, stride }: PatchGridOptions,
): PatchGrid {
  assertPositiveIntegers({ imageWidth, imageHeight, patchSize, stride });
  if (Math.min(imageWidth, imageHeight) < patchSize) {
    throw new ImageTooSmallError(imageWidth, imageHeight, patchSize);
  }
  return {
    patchSize,
    rowOffsets: offsets(imageHeight, patchSize, stride),
    colOffsets: offsets(imageWidth, patchSize, stride),
    imageWidth,
    imageHeight,
  };
}

function offsets(side: number, patchSize: number, stride: number): Int32Array {
  const count = 1 + Math.floor((side - patchSize) / stride);
  return Int32Array.from({ length: count }, (_, i) => i * stride);
}

function assertPositiveIntegers(sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`expected ${name} to be a positive integer, got ${size}`);
    }
  }
}
