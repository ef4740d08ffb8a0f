import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

export interface BatchNormOptions {
  /** Normalise by the batch's own statistics and return updates. @defaultValue false */
  training?: boolean;
  /** Share of the old running statistic that is kept in an update, 0…1. @defaultValue 0.9 */
  momentum?: number;
  /** Added to the variance. @defaultValue 1e-5 */
  epsilon?: number;
  /**
   * Which batch variance moves the running one: divided by n, or by n − 1 as PyTorch has it.
   * @defaultValue 'biased'
   */
  runningVariance?: 'biased' | 'unbiased';
}

export interface BatchNormResult<T extends tf.Tensor> {
  output: T;
  /** New running `mean` and `variance` [channels] in training, nothing otherwise. */
  updates: Parameters;
}

/**
 * Batch normalisation over all axes but the last.
 *
 * Written as one scale and one shift, `x · s + (offset − mean · s)` with
 * `s = scale / √(variance + ε)`: two passes over the data instead of four.
 * The batch is normalised by its biased variance (divided by n), whatever the running one is.
 *
 * @param x [..., channels]
 * @param parameters `scale`, `offset`, `mean`, `variance`, each [channels]
 * @throws RangeError in training with an unbiased variance and one value a channel
 * @see Ioffe and Szegedy, Batch Normalization, 2015
 */
export function batchNorm<T extends tf.Tensor>(
  x: T,
  parameters: Parameters,
  options: BatchNormOptions = {},
): BatchNormResult<T> {
  const { training = false, momentum = 0.9, epsilon = 1e-5, runningVariance = 'biased' } = options;
  const running = {
    mean: parameter(parameters, 'mean'),
    variance: parameter(parameters, 'variance'),
  };
  const { mean, variance } = training ? batchStatistics(x) : running;
  const scale = tf.mul(parameter(parameters, 'scale'), tf.rsqrt(tf.add(variance, epsilon)));
  const shift = tf.sub(parameter(parameters, 'offset'), tf.mul(mean, scale));
  const output: T = tf.add(tf.mul(x, scale), shift);
  if (!training) return { output, updates: {} };
  const fresh = runningVariance === 'biased' ? variance : unbiased(variance, x);
  const updates = {
    mean: blend(running.mean, mean, momentum),
    variance: blend(running.variance, fresh, momentum),
  };
  return { output, updates };
}

/** Fresh parameters of a batch normalisation: it starts as the identity, up to ε. */
export function batchNormParameters(channels: number): Parameters {
  return {
    scale: tf.ones([channels]),
    offset: tf.zeros([channels]),
    mean: tf.zeros([channels]),
    variance: tf.ones([channels]),
  };
}

function batchStatistics(x: tf.Tensor): { mean: tf.Tensor; variance: tf.Tensor } {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const mean = tf.mean(x, axes);
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), axes) };
}

function unbiased(variance: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const values = x.shape.slice(0, -1).reduce((product, side) => product * side, 1);
  if (values < 2) {
    throw new RangeError(
      `expected at least 2 values a channel for an unbiased variance, got shape [${x.shape}]`,
    );
  }
  return tf.mul(variance, values / (values - 1));
}

function blend(old: tf.Tensor, fresh: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(old, momentum), tf.mul(fresh, 1 - momentum));
}
