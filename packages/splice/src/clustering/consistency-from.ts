import type { DenseArray } from '@exifclip/image';
import { consistencyFactors, type ResponseOptions } from './consistency-factors.ts';

/**
 * The consistency of one cell with every cell: what a viewer shows for the point under the cursor.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @param cell - which cell
 * @returns `[cellRows, cellCols]`, `c · c_cell`, in -1…1 for unit-length embeddings; high = same
 *   camera
 * @throws RangeError when the cell lies outside the grid, the shape is wrong or a value is not
 *   finite
 */
export function consistencyFrom(
  cells: DenseArray,
  cell: { row: number; col: number },
  options: ResponseOptions = {},
): DenseArray {
  const { vectors, signs, count, width } = consistencyFactors(cells, options);
  const [rows, cols] = cells.shape as [number, number, number];
  if (!isIndex(cell.row, rows) || !isIndex(cell.col, cols)) {
    throw new RangeError(
      `expected a cell of the ${rows} by ${cols} grid, got row ${cell.row}, column ${cell.col}`,
    );
  }
  const from = (cell.row * cols + cell.col) * width;
  const data = new Float32Array(count);
  for (let other = 0; other < count; other++) {
    let consistency = 0;
    for (let k = 0; k < width; k++) {
      consistency += signs[k]! * vectors[from + k]! * vectors[other * width + k]!;
    }
    data[other] = consistency;
  }
  return { data, shape: [rows, cols] };
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}
