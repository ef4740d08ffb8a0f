import type { DenseArray } from '@exifclip/image';

/** How far cells may lie apart, relative to their length, and still count as rounding. */
const ROUNDING = 1e-5;

/**
 * Whether all cells hold the same vector but for float32 rounding: there is nothing to split then,
 * and a clustering would only amplify the rounding.
 */
export function isConstant(cells: DenseArray): boolean {
  const dim = cells.shape[2]!;
  let norm = 0;
  for (let k = 0; k < dim; k++) norm += cells.data[k]! ** 2;
  for (let start = dim; start < cells.data.length; start += dim) {
    let distance = 0;
    for (let k = 0; k < dim; k++) distance += (cells.data[start + k]! - cells.data[k]!) ** 2;
    if (distance > norm * ROUNDING ** 2) return false;
  }
  return true;
}
