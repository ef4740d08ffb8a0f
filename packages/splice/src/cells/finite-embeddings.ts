import type { DenseArray } from '@exifclip/image';
import { gridArray } from './grid-array.ts';

/**
 * Embeddings on a grid, checked: a running sum would smear one NaN over every later cell.
 *
 * @param embeddings - `[rows, cols, dim]`
 * @param what - what the array is, for the message
 * @throws RangeError for another shape, or naming row, column and component of the first value
 *   that is not finite
 */
export function finiteEmbeddings(embeddings: DenseArray, what: string): DenseArray {
  const dense = gridArray(embeddings, what, 'rows, cols, dim');
  const { data, shape } = dense;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i]!)) continue;
    const cols = shape[1]!;
    const dim = shape[2]!;
    const cell = Math.floor(i / dim);
    throw new RangeError(
      `expected finite ${what}, got ${data[i]} at row ${Math.floor(cell / cols)}, column ${cell % cols}, component ${i % dim}`,
    );
  }
  return dense;
}
