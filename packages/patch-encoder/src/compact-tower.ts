import {
  batchNorm,
  batchNormParameters,
  conv2d,
  dense,
  glorotUniform,
  heNormal,
  l2Normalize,
  type Parameters,
  prefix,
  scope,
} from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { highPassResiduals, residualChannels } from './high-pass-residuals.ts';

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
 * A small residual network on high-pass residuals, made for traces and not for content: a stem at
 * half the patch's resolution, two strided stages, then mean and standard deviation over positions
 * (the second carries the noise) and a linear map. About 0.6 M parameters and 67 M
 * multiply-adds a 64×64 patch in its bundled form.
 *
 * @param parameters of `compactTowerParameters`, or trained ones
 * @param patches [n, side, side, 3], grey levels 0…255
 */
export function compactTower(
  parameters: Parameters,
  patches: tf.Tensor4D,
  options: TowerOptions = {},
): TowerResult {
  const updates: Record<string, tf.Tensor> = {};
  const block = (x: tf.Tensor4D, name: string, strides: number, pad?: number): tf.Tensor4D => {
    const own = scope(parameters, name);
    const convolved = conv2d(x, own, pad === undefined ? { strides } : { strides, pad });
    const normalized = batchNorm(convolved, scope(own, 'norm'), options);
    Object.assign(updates, prefix(prefix(normalized.updates, 'norm'), name));
    return normalized.output;
  };
  const residual = (x: tf.Tensor4D, name: string): tf.Tensor4D => {
    const inner = tf.relu(block(x, `${name}/first`, 1));
    return tf.relu(tf.add(x, block(inner, `${name}/second`, 1)));
  };
  // A 6×6 kernel at stride 2 is a 3×3 kernel on 2×2 pixels laid side by side as channels.
  let x = tf.relu(block(highPassResiduals(patches), 'stem', 2, 2));
  x = tf.relu(block(x, 'stage1/mix', 1));
  x = residual(tf.relu(block(x, 'stage2/down', 2)), 'stage2/residual');
  x = residual(tf.relu(block(x, 'stage3/down', 2)), 'stage3/residual');
  const embeddings = l2Normalize(dense(meanAndDeviation(x), scope(parameters, 'output')));
  return { embeddings, updates };
}

/** [n, height, width, c] → [n, 2c]: mean and standard deviation over positions. */
function meanAndDeviation(x: tf.Tensor4D): tf.Tensor2D {
  const mean = tf.mean(x, [1, 2], true);
  const variance = tf.mean(tf.square(tf.sub(x, mean)), [1, 2]);
  const deviation = tf.sqrt(tf.add(variance, 1e-5));
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
