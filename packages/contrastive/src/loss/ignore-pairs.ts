import * as tf from '@tensorflow/tfjs-core';
import { checkPairs } from './check-pairs.ts';
import { offDiagonal } from './off-diagonal.ts';

/**
 * Puts logits out of the competition: their softmax is exactly zero, and so is their gradient.
 *
 * @param logits [n, n]
 * @param ignored bool [n, n]; the diagonal always stays. undefined: none
 * @throws RangeError when the shapes differ
 */
export function ignorePairs(logits: tf.Tensor2D, ignored: tf.Tensor2D | undefined): tf.Tensor2D {
  if (ignored === undefined) return logits;
  checkPairs(logits, ignored);
  const apart = tf.logicalAnd(ignored, offDiagonal(logits.shape[0]));
  // e^−1e9 is zero; −∞ would be NaN where a smoothed target weighs it with zero.
  return tf.where(apart, tf.fill(logits.shape, -1e9), logits);
}
