import * as tf from '@tensorflow/tfjs-core';

/**
 * Share of rows whose largest value lies on the diagonal (ties count), 0…1.
 *
 * @param logits [n, n]
 */
export function top1Accuracy(logits: tf.Tensor2D): tf.Scalar {
  const [n] = logits.shape;
  const diagonal = tf.sum(tf.mul(logits, tf.eye(n)), 1);
  return tf.mean(tf.cast(tf.greaterEqual(diagonal, tf.max(logits, 1)), 'float32'));
}
