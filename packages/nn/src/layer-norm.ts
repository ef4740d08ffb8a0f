import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

export interface LayerNormOptions {
  /** Added to the variance. @defaultValue 1e-5 */
  epsilon?: number;
}

/**
 * Layer normalisation: every vector along the last axis gets mean 0 and variance 1 (the biased
 * one), then `· scale + offset`.
 *
 * @param x [..., channels]
 * @param parameters `scale` and `offset`, each [channels]
 * @see Ba, Kiros and Hinton, Layer Normalization, 2016
 */
export function layerNorm<T extends tf.Tensor>(
  x: T,
  parameters: Parameters,
  options: LayerNormOptions = {},
): T {
  const { epsilon = 1e-5 } = options;
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const normalized = tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon)));
  return tf.add(
    tf.mul(normalized, parameter(parameters, 'scale')),
    parameter(parameters, 'offset'),
  );
}

/** Fresh parameters of a layer normalisation: scale 1, offset 0. */
export function layerNormParameters(channels: number): Parameters {
  return { scale: tf.ones([channels]), offset: tf.zeros([channels]) };
}
