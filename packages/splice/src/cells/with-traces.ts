import type { DenseArray } from '@exifclip/image';
import { cellMeans } from './cell-means.ts';
import type { Spread } from './spread.ts';
import { unitRows } from './unit-rows.ts';

/**
 * How much one unit of a trace weighs beside embeddings of length 1. Chosen on the validation
 * forgeries (docs/model/methods.md).
 */
const WEIGHT = 0.12;

/**
 * Puts traces of compression beside embeddings, as further directions of the same vectors.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`, brought to unit length here
 * @param traces - `[rows, cols, n]` of the patches, from `compressionTraces`
 * @param spread - cells that a patch covers along each axis
 * @returns `[cellRows, cellCols, dim + n]`
 */
export function withTraces(cells: DenseArray, traces: DenseArray, spread: Spread): DenseArray {
  const { data: votes, shape } = cellMeans(traces, { spread });
  const [rows, cols, dim] = cells.shape as [number, number, number];
  const more = shape[2]!;
  const unit = unitRows(cells.data, dim);
  const data = new Float32Array(rows * cols * (dim + more));
  for (let cell = 0; cell < rows * cols; cell++) {
    const start = cell * (dim + more);
    data.set(unit.subarray(cell * dim, (cell + 1) * dim), start);
    for (let k = 0; k < more; k++) data[start + dim + k] = WEIGHT * votes[cell * more + k]!;
  }
  return { data, shape: [rows, cols, dim + more] };
}
