import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

export interface ClippedGradients {
  gradients: Parameters;
  /** Euclidean length of all gradients together, before clipping. */
  norm: tf.Scalar;
}

/**
 * Scales gradients down together until their Euclidean length is `maxNorm` at most. A NaN among
 * them makes all of them NaN.
 *
 * @throws RangeError unless `maxNorm` is above 0
 */
export function clipByGlobalNorm(gradients: Parameters, maxNorm: number): ClippedGradients {
  if (!(maxNorm > 0)) throw new RangeError(`expected a largest norm above 0, got ${maxNorm}`);
  const norm = globalNorm(Object.values(gradients));
  const factor = tf.minimum(tf.div(maxNorm, tf.maximum(norm, 1e-12)), 1);
  const clipped = Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, factor)] as const);
  return { gradients: Object.fromEntries(clipped), norm };
}

function globalNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  if (gradients.length === 0) return tf.scalar(0);
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  // addN takes one storage buffer a term, of which WebGPU grants eight.
  return tf.sqrt(tf.sum(tf.stack(squares)));
}
