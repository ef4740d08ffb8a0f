import type { DenseArray } from '@exifclip/image';
import { cellMeans } from '../cells/cell-means.ts';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import type { Spread } from '../cells/spread.ts';
import { principalComponents } from '../numeric/principal-components.ts';

/** Options of {@link pcaMap}. */
export interface PcaMapOptions {
  /** Cells that a patch covers along each axis. */
  spread: Spread;
}

const COMPONENTS = 3;

/**
 * Three principal components of the embeddings of one image, whitened (unit variance over the
 * patches) and averaged over the patches that cover each cell: a picture of what the encoder sees,
 * before any clustering. `stretchToBytes` makes it visible. Linear in the number of patches.
 *
 * @param embeddings - `[rows, cols, dim]`
 * @returns `[cellRows, cellCols, 3]`; a component without variance is 0; the sign of a component
 *   is fixed by making the largest entry of its direction positive
 * @throws RangeError for a wrong shape or a value that is not finite
 */
export function pcaMap(embeddings: DenseArray, options: PcaMapOptions): DenseArray {
  const { data, shape } = finiteEmbeddings(embeddings, 'embeddings');
  const [rows, cols, dim] = shape as [number, number, number];
  const projected = principalComponents(data, dim, COMPONENTS);
  return cellMeans({ data: projected, shape: [rows, cols, COMPONENTS] }, options);
}
