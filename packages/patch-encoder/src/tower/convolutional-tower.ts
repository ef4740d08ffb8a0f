import type { Parameters } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import type { FeatureGeometry } from '../feature-geometry.ts';

/**
 * An image tower in two halves, between which the positions of a patch are pooled: so that one
 * pass over a whole image can serve all its patches. Both are pure functions.
 */
export interface ConvolutionalTower {
  readonly geometry: FeatureGeometry;
  /** Images [n, height, width, 3] of grey levels 0…255 → features [n, rows, columns, channels]. */
  features(parameters: Parameters, images: tf.Tensor4D): tf.Tensor4D;
  /** Pooled features of patches [n, statistics] → embeddings [n, dim], unit length. */
  embed(parameters: Parameters, statistics: tf.Tensor2D): tf.Tensor2D;
}
