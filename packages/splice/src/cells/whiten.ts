import { asDenseArray, type DenseArray } from '@exifclip/image';
import { unitRows } from './unit-rows.ts';

/** The projection that removes what varies within authentic photos; learnt without a forgery. */
export interface Whitening {
  /** Mean of embeddings, `[dim]`. */
  mean: DenseArray;
  /** Directions to keep as columns, `[dim, kept]`. */
  projection: DenseArray;
}

/**
 * Whitens embeddings: `y = Vᵀ(x - μ)`, brought to unit length; a zero vector stays zero.
 *
 * @param embeddings - `[..., dim]`
 * @returns `[..., kept]`
 * @throws RangeError when the shapes of embeddings and whitening do not fit
 */
export function whiten(embeddings: DenseArray, whitening: Whitening): DenseArray {
  const { data: vectors, shape } = asDenseArray(embeddings);
  const dim = shape.at(-1) ?? 0;
  const { data: mean } = asDenseArray(whitening.mean);
  const { data: projection } = asDenseArray(whitening.projection);
  const kept = keptDimensions(whitening, dim);
  const count = dim === 0 ? 0 : vectors.length / dim;
  const data = new Float32Array(count * kept);
  const sums = new Float64Array(kept);
  for (let i = 0; i < count; i++) {
    sums.fill(0);
    for (let k = 0; k < dim; k++) {
      const value = vectors[i * dim + k]! - mean[k]!;
      for (let j = 0; j < kept; j++) sums[j]! += value * projection[k * kept + j]!;
    }
    data.set(sums, i * kept);
  }
  return { data: unitRows(data, kept), shape: [...shape.slice(0, -1), kept] };
}

function keptDimensions(whitening: Whitening, dim: number): number {
  const { shape } = whitening.projection;
  const kept = shape[1] ?? 0;
  const { length } = whitening.mean.data;
  if (length !== dim || shape.length !== 2 || shape[0] !== dim || kept < 1) {
    throw new RangeError(
      `expected a whitening for embeddings of ${dim} dimensions, got a mean of ${length} and a projection of shape [${shape.join(', ')}]`,
    );
  }
  return kept;
}
