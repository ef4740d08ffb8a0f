import { batchNorm, conv2d, type Parameters, prefix, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { highPassResiduals } from './high-pass-residuals.ts';
import type { TowerOptions } from './image-tower.ts';

export interface CompactTowerOptions extends TowerOptions {
  /**
   * Whether patches are padded at every layer, or shrink instead: without padding, one pass over
   * a whole image gives exactly what its patches give. The parameters are the same, but they are
   * trained for one or the other.
   * @defaultValue true
   */
  padded?: boolean;
}

/** Side of the smallest patch that a tower without padding takes, in pixels. */
export const smallestUnpaddedSide = 74;

/**
 * The convolutional part of the compact tower: residuals, a stem at half the patch's resolution,
 * two strided stages.
 *
 * @param patches [n, side, side, 3], grey levels 0…255
 * @returns features [n, side / 8, side / 8, channels], fewer without padding
 * @throws RangeError when the patches are smaller than 74×74 and not padded
 */
export function compactFeatures(
  parameters: Parameters,
  patches: tf.Tensor4D,
  options: CompactTowerOptions = {},
): { features: tf.Tensor4D; updates: Parameters } {
  const { padded = true } = options;
  const [, height, width] = patches.shape;
  if (!padded && Math.min(height, width) < smallestUnpaddedSide) {
    throw new RangeError(
      `expected patches of at least ${smallestUnpaddedSide}x${smallestUnpaddedSide} without padding, got ${width}x${height}`,
    );
  }
  const updates: Record<string, tf.Tensor> = {};
  const block = (
    x: tf.Tensor4D,
    name: string,
    strides = 1,
    pad: number | 'same' = 'same',
  ): tf.Tensor4D => {
    const own = scope(parameters, name);
    const convolved = conv2d(x, own, { strides, pad: padded ? pad : 'valid' });
    const normalized = batchNorm(convolved, scope(own, 'norm'), options);
    Object.assign(updates, prefix(prefix(normalized.updates, 'norm'), name));
    return normalized.output;
  };
  const residual = (x: tf.Tensor4D, name: string): tf.Tensor4D => {
    const inner = tf.relu(block(x, `${name}/first`));
    return tf.relu(tf.add(padded ? x : inside(x, 2), block(inner, `${name}/second`)));
  };
  // A 6×6 kernel at stride 2 is a 3×3 kernel on 2×2 pixels laid side by side as channels.
  let x = tf.relu(block(highPassResiduals(patches, { padded }), 'stem', 2, 2));
  x = tf.relu(block(x, 'stage1/mix'));
  x = residual(tf.relu(block(x, 'stage2/down', 2)), 'stage2/residual');
  x = residual(tf.relu(block(x, 'stage3/down', 2)), 'stage3/residual');
  return { features: x, updates };
}

/** An image without its outermost pixels. */
function inside(x: tf.Tensor4D, margin: number): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const size = [batch, height - 2 * margin, width - 2 * margin, channels] as const;
  return tf.slice(x, [0, margin, margin, 0], [...size]);
}
