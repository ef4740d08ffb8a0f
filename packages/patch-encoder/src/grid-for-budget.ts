import { type PatchGrid, patchGrid } from './patch-grid.ts';

export interface GridForBudgetOptions {
  /** Side of a patch, in pixels. */
  patchSize: number;
  /**
   * Most patches to lay: the encoder's work is proportional to their number.
   * @defaultValue 1000
   */
  maxPatches?: number | undefined;
}

/**
 * Side of a JPEG block, and a multiple of the period of a Bayer mosaic: patches whose offsets
 * differ by multiples of it all see the block borders and the mosaic at the same places, so that
 * none differs from its neighbours by its position alone. (Where a JPEG stores colour at half
 * resolution, its colour blocks repeat every 16 pixels; a stride of 8 sees them in two positions.)
 */
const PHASE = 8;

/**
 * Lays at most `maxPatches` patches evenly over an image: at the smallest stride, of multiples of
 * 8 pixels, that keeps to the number. The grid is moved from the top left corner by a multiple of
 * 8 so that the margins covered by no patch are as equal as that allows.
 *
 * @throws {@link ImageTooSmallError} when not one patch fits; RangeError when a size or the number
 * of patches is not a positive integer
 */
export function gridForBudget(
  imageWidth: number,
  imageHeight: number,
  { patchSize, maxPatches = 1000 }: GridForBudgetOptions,
): PatchGrid {
  if (!Number.isSafeInteger(maxPatches) || maxPatches < 1) {
    throw new RangeError(`expected maxPatches to be a positive integer, got ${maxPatches}`);
  }
  // There are more than (side - patchSize) / stride patches along a side, so that no stride below
  // this one keeps to the number.
  const spanX = Math.max(0, imageWidth - patchSize);
  const spanY = Math.max(0, imageHeight - patchSize);
  const bound = Math.max(
    Math.sqrt((spanX * spanY) / maxPatches),
    Math.max(spanX, spanY) / maxPatches,
  );
  let stride = PHASE * Math.max(1, Math.ceil(bound / PHASE));
  let grid = patchGrid(imageWidth, imageHeight, { patchSize, stride });
  while (grid.rowOffsets.length * grid.colOffsets.length > maxPatches) {
    stride += PHASE;
    grid = patchGrid(imageWidth, imageHeight, { patchSize, stride });
  }
  return {
    ...grid,
    rowOffsets: centred(grid.rowOffsets, imageHeight - patchSize),
    colOffsets: centred(grid.colOffsets, imageWidth - patchSize),
  };
}

/** Moves offsets by the multiple of 8 nearest to half of what is left over. */
function centred(offsets: Int32Array, largest: number): Int32Array {
  const leftOver = largest - offsets.at(-1)!;
  const shift = PHASE * Math.ceil(leftOver / (2 * PHASE) - 0.5);
  return offsets.map((offset) => offset + shift);
}
