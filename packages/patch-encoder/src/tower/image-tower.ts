import type { Parameters } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';

export interface TowerOptions {
  /** Normalise by the batch's own statistics and return updates. @defaultValue false */
  training?: boolean;
}

/** What an image tower makes of a batch of patches. */
export interface TowerResult {
  /** [n, dim], unit length. */
  embeddings: tf.Tensor2D;
  /** New values of the running statistics, by parameter name; empty unless training. */
  updates: Parameters;
}

/**
 * A trainable image tower: a pure function of parameters and patches [n, side, side, 3] of grey
 * levels 0…255, and nothing else.
 */
export type ImageTower = (parameters: Parameters, patches: tf.Tensor4D) => TowerResult;
