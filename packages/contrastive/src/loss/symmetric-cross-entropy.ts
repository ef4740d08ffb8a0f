import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean of the cross-entropies of rows and of columns, where row i belongs to column i.
 *
 * @param logits [n, n]
 */
export function symmetricCrossEntropy(logits: tf.Tensor2D): tf.Scalar {
  const [n] = logits.shape;
  const identity = tf.eye(n);
  const likelihoods = tf.add(
    tf.logSoftmax(logits),
    tf.transpose(tf.logSoftmax(tf.transpose(logits))),
  );
  return tf.mul(tf.sum<tf.Scalar>(tf.mul(likelihoods, identity)), -0.5 / n);
}
