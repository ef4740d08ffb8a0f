import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

export interface ClippedGradients {
  gradients: Parameters;
  /** Euclidean length of all gradients together, before clipping. */
  norm: tf.Scalar;
}

/** Scales gradients down together until their Euclidean length is `maxNorm` at most. */
export function clipByGlobalNorm(gradients: Parameters, maxNorm: number): ClippedGradients {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
  // addN takes one storage buffer a term, of which WebGPU grants eight.
  const norm: tf.Scalar = tf.sqrt(tf.sum(tf.stack(squares)));
  const factor = tf.minimum(tf.div(maxNorm, tf.maximum(norm, 1e-12)), 1);
  const clipped = Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, factor)] as const);
  return { gradients: Object.fromEntries(clipped), norm };
}
