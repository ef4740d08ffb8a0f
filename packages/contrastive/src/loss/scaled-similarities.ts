import * as tf from '@tensorflow/tfjs-core';

/**
 * All dot products of rows of `a` with rows of `b`, times `scale`.
 *
 * @returns [n, n], rows for `a`, columns for `b`
 * @throws RangeError when the shapes differ or there is no row
 */
export function scaledSimilarities(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  scale: tf.Scalar | number,
): tf.Tensor2D {
  if (a.shape[0] !== b.shape[0] || a.shape[1] !== b.shape[1]) {
    throw new RangeError(`expected embeddings of equal shape, got [${a.shape}] and [${b.shape}]`);
  }
  if (a.shape[0] === 0) throw new RangeError('expected at least one pair of embeddings, got none');
  // scaling the small side costs n · dim products instead of n · n
  return tf.matMul(tf.mul(a, scale), b, false, true);
}
