import type { DenseArray } from '@exifclip/image';
import { coverCount } from './cover-count.ts';
import { finiteEmbeddings } from './finite-embeddings.ts';
import { axisSpreads, type Spread } from './spread.ts';

/** Options of {@link cellMeans}. */
export interface CellMeansOptions {
  /** Cells that a patch covers along each axis (`gridSpread` tells it for a grid). */
  spread: Spread;
}

/**
 * Averages the embeddings of the patches that cover each cell: the overlap votes, all of them.
 *
 * The published method averages the response `1 - cos(f_p, f_q)` over every pair of patches that
 * cover two cells. For unit-length embeddings that mean is exactly `1 - c_a · c_b`, where `c` is
 * what this function returns; so the result is *not* brought back to unit length.
 *
 * @param embeddings - `[rows, cols, dim]`, of unit length for the identity above to hold
 * @returns `[rows + spread - 1, cols + spread - 1, dim]`, or no cells when there are no patches;
 *   a box filter by running sums, linear in the size of its input whatever the spread
 * @throws RangeError for a wrong shape, a wrong spread, or a value that is not finite
 */
export function cellMeans(embeddings: DenseArray, options: CellMeansOptions): DenseArray {
  const { data: votes, shape } = finiteEmbeddings(embeddings, 'embeddings');
  const [down, across] = axisSpreads(options.spread);
  const [rows, cols, dim] = shape as [number, number, number];
  if (rows === 0 || cols === 0) return { data: new Float32Array(0), shape: [0, 0, dim] };

  const cellRows = rows + down - 1;
  const cellCols = cols + across - 1;
  const data = new Float32Array(cellRows * cellCols * dim);
  const columnSums = new Float64Array(cols * dim);
  const sum = new Float64Array(dim);
  for (let row = 0; row < cellRows; row++) {
    if (row < rows) addRow(columnSums, votes, row, 1);
    if (row >= down) addRow(columnSums, votes, row - down, -1);
    const rowsCovering = coverCount(row, rows, down);
    sum.fill(0);
    for (let col = 0; col < cellCols; col++) {
      const entering = col < cols ? col * dim : -1;
      const leaving = col >= across ? (col - across) * dim : -1;
      const scale = 1 / (rowsCovering * coverCount(col, cols, across));
      const target = (row * cellCols + col) * dim;
      for (let k = 0; k < dim; k++) {
        if (entering >= 0) sum[k]! += columnSums[entering + k]!;
        if (leaving >= 0) sum[k]! -= columnSums[leaving + k]!;
        data[target + k] = sum[k]! * scale;
      }
    }
  }
  return { data, shape: [cellRows, cellCols, dim] };
}

/** Adds (or takes away) one row of embeddings to the sums of the window over rows. */
function addRow(sums: Float64Array, embeddings: Float32Array, row: number, sign: number): void {
  const start = row * sums.length;
  for (let i = 0; i < sums.length; i++) sums[i]! += sign * embeddings[start + i]!;
}
