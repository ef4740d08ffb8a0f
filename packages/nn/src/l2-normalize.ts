import * as tf from '@tensorflow/tfjs-core';

export interface L2NormalizeOptions {
  /** Squared lengths below this count as this, so that zeros stay zeros. @defaultValue 1e-12 */
  epsilon?: number;
}

/** Vectors along the last axis scaled to unit length, `x / √max(|x|², ε)`. */
export function l2Normalize<T extends tf.Tensor>(x: T, options: L2NormalizeOptions = {}): T {
  const { epsilon = 1e-12 } = options;
  const squares = tf.sum(tf.square(x), -1, true);
  return tf.mul(x, tf.rsqrt(tf.maximum(squares, epsilon)));
}
