import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellGeometry } from './cell-geometry.ts';

/** A rectangle on the image, in pixels as stored; edges need not fall on whole pixels. */
export interface CellRectangle {
  /** Left edge. */
  x: number;
  /** Top edge. */
  y: number;
  /** Width. */
  width: number;
  /** Height. */
  height: number;
}

/**
 * The part of the image that a cell stands for.
 *
 * @param cell - row and column among the cells, `rows + spread - 1` by `cols + spread - 1`
 * @throws RangeError when there is no such cell
 */
export function cellRectangle(grid: PatchGrid, cell: { row: number; col: number }): CellRectangle {
  const { rows, cols } = cellGeometry(grid);
  const y = rows.starts[cell.row];
  const x = cols.starts[cell.col];
  if (y === undefined || x === undefined) {
    throw new RangeError(
      `expected a cell of the ${rows.starts.length} by ${cols.starts.length} grid, got row ${cell.row}, column ${cell.col}`,
    );
  }
  return { x, y, width: cols.stride, height: rows.stride };
}
