import * as tf from '@tensorflow/tfjs-core';

/** bool [n, n], false on the diagonal. */
export function offDiagonal(n: number): tf.Tensor2D {
  return tf.equal(tf.eye(n), 0);
}
