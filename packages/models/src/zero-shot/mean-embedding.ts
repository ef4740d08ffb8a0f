import type { DenseArray } from '@exifclip/exif-text';

/**
 * What the patches of a photo say together: the mean of their embeddings, brought to unit length.
 *
 * @param embeddings `[..., dim]`, such as `encodeGrid` returns
 * @returns `[dim]`; zeros where the embeddings cancel out
 * @throws RangeError when there is no embedding, or a number is not finite
 */
export function meanEmbedding({ data, shape }: DenseArray): Float32Array {
  const dim = shape.at(-1) ?? 0;
  if (data.length === 0 || dim < 1 || data.length % dim !== 0) {
    throw new RangeError(
      `expected embeddings [..., dim], got [${shape.join(', ')}] with ${data.length} numbers`,
    );
  }
  const sums = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) sums[i % dim]! += data[i]!;
  const length = Math.hypot(...sums);
  if (!Number.isFinite(length)) throw new RangeError('expected embeddings of finite numbers');
  return Float32Array.from(sums, (sum) => (length === 0 ? 0 : sum / length));
}
