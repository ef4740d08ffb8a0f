import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellGeometry } from './cell-geometry.ts';

/**
 * How many cells a patch of this grid covers, `[down, across]`: what `cellMeans` needs to know.
 *
 * @throws RangeError when the offsets do not rise
 */
export function gridSpread(grid: PatchGrid): readonly [number, number] {
  const { rows, cols } = cellGeometry(grid);
  return [rows.spread, cols.spread];
}
