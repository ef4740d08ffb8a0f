import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellGeometry } from '../cells/cell-geometry.ts';

/** Options of {@link constantMap}. */
export interface ConstantMapOptions {
  /** The value of every cell. @defaultValue 0.5 */
  value?: number;
}

/**
 * The baseline that knows nothing: the same heat everywhere. Its average precision is the share of
 * spliced pixels.
 *
 * @returns `[cellRows, cellCols]`
 */
export function constantMap(grid: PatchGrid, options: ConstantMapOptions = {}): DenseArray {
  const { value = 0.5 } = options;
  const { rows, cols } = cellGeometry(grid);
  const shape = [rows.starts.length, cols.starts.length];
  return { data: new Float32Array(shape[0]! * shape[1]!).fill(value), shape };
}
