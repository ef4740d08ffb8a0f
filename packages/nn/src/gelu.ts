import * as tf from '@tensorflow/tfjs-core';

/**
 * x · Φ(x), the Gaussian error linear unit in its exact form, ½ x (1 + erf(x / √2)).
 *
 * Slow on tfjs's wasm backend; what is trained there does better with relu.
 *
 * @see Hendrycks and Gimpel, Gaussian Error Linear Units, 2016
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}
