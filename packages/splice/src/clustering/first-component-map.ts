import type { DenseArray } from '@exifclip/image';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import { principalComponents } from '../numeric/principal-components.ts';

/**
 * The first principal component of the cells: the simplest split, along the direction in which the
 * cells differ most. Linear in the number of cells.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @returns `[cellRows, cellCols]`, mean 0 and variance 1, or zeros where all cells are alike;
 *   which end is spliced is unknown
 * @throws RangeError for a wrong shape or a value that is not finite
 */
export function firstComponentMap(cells: DenseArray): DenseArray {
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  return { data: principalComponents(data, dim, 1), shape: [rows, cols] };
}
