import type { DenseArray } from '@exifclip/image';
import type { SymmetricOperator } from '../numeric/symmetric-operator.ts';
import { consistencyFactors, type ResponseOptions } from './consistency-factors.ts';
import { factorAffinity } from './factor-affinity.ts';

/**
 * The published affinity, `C Cᵀ` with a zero diagonal, without its matrix; shifted up where
 * embeddings disagree so strongly that a degree is not positive.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 */
export function consistencyAffinity(
  cells: DenseArray,
  options: ResponseOptions = {},
): SymmetricOperator {
  return factorAffinity(consistencyFactors(cells, options));
}
