import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellMeans } from '../cells/cell-means.ts';
import { gridSpread } from '../cells/grid-spread.ts';
import { patchValues } from '../patches/patch-values.ts';

/**
 * One number a patch, averaged onto the cells that the patch covers: the same votes as embeddings
 * have, so that baselines and methods are compared at one resolution.
 *
 * @param measure - of the patch whose first pixel is (left, top); finite
 * @returns `[cellRows, cellCols]`
 * @throws RangeError when the offsets of the grid do not rise
 */
export function measurePatches(
  grid: PatchGrid,
  measure: (left: number, top: number) => number,
): DenseArray {
  const shape = [grid.rowOffsets.length, grid.colOffsets.length, 1];
  const values = { data: patchValues(grid, measure), shape };
  const cells = cellMeans(values, { spread: gridSpread(grid) });
  return { data: cells.data, shape: cells.shape.slice(0, 2) };
}
