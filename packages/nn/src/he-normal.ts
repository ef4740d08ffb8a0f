import * as tf from '@tensorflow/tfjs-core';

/**
 * Normal values of variance 2 / fanIn, for kernels that a relu follows.
 *
 * The same seed gives the same values on every backend.
 *
 * @param shape of the kernel
 * @param fanIn inputs that one output sees: height · width · in for a convolution
 * @throws RangeError when `fanIn` is not positive
 * @see He et al., Delving Deep into Rectifiers, 2015
 */
export function heNormal(shape: readonly number[], fanIn: number, seed: number): tf.Tensor {
  if (!(fanIn > 0)) throw new RangeError(`expected a positive fanIn, got ${fanIn}`);
  return tf.randomNormal([...shape], 0, Math.sqrt(2 / fanIn), 'float32', seed);
}
