import type { TensorValue } from '@exifclip/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { noise } from './noise.ts';

/** Weights of a tower of two convolutions, batch norm and one projection. */
export function smallTowerWeights(): Record<string, TensorValue> {
  const ones = { data: new Float32Array(6).fill(1), shape: [6] };
  const zeros = { data: new Float32Array(6), shape: [6] };
  return {
    'conv1/kernel': noise([3, 3, 3, 6], 1),
    'norm1/gain': ones,
    'norm1/shift': zeros,
    'conv2/kernel': noise([3, 3, 6, 6], 2),
    'norm2/gain': ones,
    'norm2/shift': noise([6], 3),
    'project/kernel': noise([6, 5], 4),
  };
}

/** What turns activations into those of mean 0 and variance 1, by the batch or by given numbers. */
export type Norm = (x: tf.Tensor) => { mean: tf.Tensor; variance: tf.Tensor };

/** The statistics of the batch itself, as in training. */
export const batchStatistics: Norm = (x) => tf.moments(x, [0, 1, 2]);

/** Fixed statistics, as in inference. */
export const fixedStatistics: Norm = () => ({
  mean: tf.tensor1d([0.1, -0.2, 0, 0.3, 0.05, -0.1]),
  variance: tf.tensor1d([1, 2, 0.5, 1.5, 1, 0.8]),
});

/** [n, h, w, 3] → [n, 5]. */
export function smallTower(
  weights: Readonly<Record<string, tf.Tensor>>,
  patches: tf.Tensor,
  norm: Norm,
): tf.Tensor2D {
  const block = (x: tf.Tensor, index: number, strides: number) => {
    const kernel = weights[`conv${index}/kernel`] as tf.Tensor4D;
    const y = tf.conv2d(x as tf.Tensor4D, kernel, strides, 'same');
    const { mean, variance } = norm(y);
    const factor = tf.mul(weights[`norm${index}/gain`]!, tf.rsqrt(tf.add(variance, 1e-3)));
    const shift = tf.sub(weights[`norm${index}/shift`]!, tf.mul(mean, factor));
    return tf.relu(tf.add(tf.mul(y, factor), shift));
  };
  const features = block(block(patches, 1, 1), 2, 2);
  const pooled = tf.mean<tf.Tensor2D>(features, [1, 2]);
  return tf.matMul(pooled, weights['project/kernel'] as tf.Tensor2D);
}
