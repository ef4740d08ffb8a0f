import {
  batchNormParameters,
  glorotUniform,
  heNormal,
  type Parameters,
  prefix,
} from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { varianceFloor } from '../pooled-statistics.ts';
import { compactEmbeddings } from './compact-embeddings.ts';
import { type CompactTowerOptions, compactFeatures } from './compact-features.ts';
import { residualChannels } from './high-pass-residuals.ts';
import type { TowerResult } from './image-tower.ts';

/** What sets one compact tower apart from another. */
export interface CompactTowerConfig {
  /** Channels of the three stages, at a half, a quarter and an eighth of the patch's side. */
  readonly widths: readonly [number, number, number];
  /** Length of the embedding. */
  readonly dim: number;
}

/** The tower of the bundled model. */
export const compactTowerConfig: CompactTowerConfig = {
  widths: [32, 64, 128],
  dim: 128,
};

/**
 * A small residual network on high-pass residuals, made for traces and not for content: a stem at
 * half the patch's resolution, two strided stages, then mean and standard deviation over positions
 * (the second carries the noise) and a linear map. About 0.6 M parameters and 67 M
 * multiply-adds a 64×64 patch in its bundled form.
 *
 * @param parameters of `compactTowerParameters`, or trained ones
 * @param patches [n, side, side, 3], grey levels 0…255
 * @throws RangeError when the patches are smaller than 74×74 and not padded
 */
export function compactTower(
  parameters: Parameters,
  patches: tf.Tensor4D,
  options: CompactTowerOptions = {},
): TowerResult {
  const { features, updates } = compactFeatures(parameters, patches, options);
  return { embeddings: compactEmbeddings(parameters, meanAndDeviation(features)), updates };
}

/** [n, height, width, c] → [n, 2c]: mean and standard deviation over positions. */
function meanAndDeviation(x: tf.Tensor4D): tf.Tensor2D {
  const mean = tf.mean(x, [1, 2], true);
  const variance = tf.mean(tf.square(tf.sub(x, mean)), [1, 2]);
  const deviation = tf.sqrt(tf.add(variance, varianceFloor));
  return tf.concat([tf.reshape(mean, [-1, x.shape[3]]), deviation], 1) as tf.Tensor2D;
}

/**
 * Fresh parameters of a compact tower.
 *
 * @param seed the same seed gives the same values on every backend
 */
export function compactTowerParameters(
  seed: number,
  config: CompactTowerConfig = compactTowerConfig,
): Parameters {
  const [low, middle, high] = config.widths;
  let next = seed * 1000;
  const block = (name: string, side: number, inputs: number, outputs: number): Parameters => ({
    [`${name}/kernel`]: heNormal([side, side, inputs, outputs], side * side * inputs, next++),
    ...prefix(batchNormParameters(outputs), `${name}/norm`),
  });
  const residual = (name: string, channels: number): Parameters => ({
    ...block(`${name}/first`, 3, channels, channels),
    ...block(`${name}/second`, 3, channels, channels),
  });
  return {
    ...block('stem', 6, residualChannels, low),
    ...block('stage1/mix', 3, low, low),
    ...block('stage2/down', 3, low, middle),
    ...residual('stage2/residual', middle),
    ...block('stage3/down', 3, middle, high),
    ...residual('stage3/residual', high),
    'output/kernel': glorotUniform([2 * high, config.dim], 2 * high, config.dim, next++),
    'output/bias': tf.zeros([config.dim]),
  };
}
