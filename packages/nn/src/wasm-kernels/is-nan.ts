import * as tf from '@tensorflow/tfjs-core';

/** NaN is the one value that differs from itself. */
export const isNan: tf.KernelFunc = ({ inputs }) => {
  const { x } = inputs as { x: tf.Tensor };
  return tf.notEqual(x, x);
};
