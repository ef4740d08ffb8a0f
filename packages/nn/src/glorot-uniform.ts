import * as tf from '@tensorflow/tfjs-core';

/**
 * Uniform values within ±√(6 / (fanIn + fanOut)), for kernels that no relu follows.
 *
 * The same seed gives the same values on every backend.
 *
 * @throws RangeError when `fanIn + fanOut` is not positive
 * @see Glorot and Bengio, Understanding the Difficulty of Training Deep Networks, 2010
 */
export function glorotUniform(
  shape: readonly number[],
  fanIn: number,
  fanOut: number,
  seed: number,
): tf.Tensor {
  if (!(fanIn + fanOut > 0)) {
    throw new RangeError(`expected a positive fanIn + fanOut, got ${fanIn} + ${fanOut}`);
  }
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return tf.randomUniform([...shape], -limit, limit, 'float32', seed);
}
