import type { PatchGrid } from '@exifclip/patch-encoder';

/** Where the cells of one axis lie on the image, in pixels. */
export interface CellAxis {
  /** Distance between neighbouring patches; their mean where they are not evenly spread. */
  stride: number;
  /** Cells a patch covers. */
  spread: number;
  /** First pixel of every cell; a cell reaches `stride` pixels from there. */
  starts: Float64Array;
}

/** Where the cells of a grid lie on the image. */
export interface CellGeometry {
  /** Down the image. */
  rows: CellAxis;
  /** Across the image. */
  cols: CellAxis;
}

/**
 * The geometry of the cells that belong to a grid of patches. Patch `i` covers the cells
 * `i … i + spread - 1` with `spread = max(1, floor(patchSize / stride))`; cell `i` is a square of
 * the stride at the offset of patch `i`, and the last `spread - 1` cells go on from the last
 * offset by the stride.
 *
 * Where the stride does not divide the patch, the cells of a patch are centred on it: otherwise
 * every map would lie up to half a stride too far up and left. An axis with a single patch has a
 * single cell, as long as the patch.
 *
 * @throws RangeError when the offsets do not rise
 */
export function cellGeometry(grid: PatchGrid): CellGeometry {
  const { patchSize, rowOffsets, colOffsets } = grid;
  return {
    rows: cellAxis(rowOffsets, meanStride(rowOffsets, 'row') ?? patchSize, patchSize),
    cols: cellAxis(colOffsets, meanStride(colOffsets, 'column') ?? patchSize, patchSize),
  };
}

function meanStride(offsets: Int32Array, axis: string): number | undefined {
  for (let i = 1; i < offsets.length; i++) {
    if (offsets[i]! > offsets[i - 1]!) continue;
    throw new RangeError(
      `expected rising ${axis} offsets, got ${offsets[i - 1]} and then ${offsets[i]}`,
    );
  }
  if (offsets.length < 2) return undefined;
  return (offsets.at(-1)! - offsets[0]!) / (offsets.length - 1);
}

function cellAxis(offsets: Int32Array, stride: number, patchSize: number): CellAxis {
  const patches = offsets.length;
  const spread = Math.max(1, Math.floor(patchSize / stride));
  const centring = (patchSize - spread * stride) / 2;
  const starts = new Float64Array(patches === 0 ? 0 : patches + spread - 1);
  for (let i = 0; i < starts.length; i++) {
    const beyond = Math.max(0, i - patches + 1);
    starts[i] = offsets[i - beyond]! + beyond * stride + centring;
  }
  return { stride, spread, starts };
}
