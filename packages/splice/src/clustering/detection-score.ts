import type { DenseArray } from '@exifclip/image';
import { consistencyFactors, type ResponseOptions } from './consistency-factors.ts';

/**
 * The published detection score: the mean of the whole response array, each cell with itself
 * included, which is `1 - |mean of the cells|²` and so linear in the number of cells.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @returns 0…1 for unit-length embeddings, higher = more likely manipulated; 0 when there are no
 *   cells
 * @throws RangeError for a wrong shape or a value that is not finite
 */
export function detectionScore(cells: DenseArray, options: ResponseOptions = {}): number {
  const { vectors, signs, count, width } = consistencyFactors(cells, options);
  if (count === 0) return 0;
  const sums = new Float64Array(width);
  for (let cell = 0; cell < count; cell++) {
    for (let k = 0; k < width; k++) sums[k]! += vectors[cell * width + k]!;
  }
  let consistency = 0;
  for (let k = 0; k < width; k++) consistency += signs[k]! * (sums[k]! / count) ** 2;
  return 1 - consistency;
}
