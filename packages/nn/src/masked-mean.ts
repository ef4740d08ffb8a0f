import * as tf from '@tensorflow/tfjs-core';

/**
 * The mean of the states that a mask keeps.
 *
 * @param states [batch, tokens, width]
 * @param mask [batch, tokens], 1 for a token and 0 for padding
 * @returns [batch, width]; zeros where a mask keeps nothing
 */
export function maskedMean(states: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor2D {
  const kept = tf.cast(mask, 'float32');
  const sums = tf.sum(tf.mul(states, tf.expandDims(kept, 2)), 1);
  return tf.div(sums, tf.maximum(tf.sum(kept, 1, true), 1));
}
