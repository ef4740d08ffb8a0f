import * as tf from '@tensorflow/tfjs-core';
import { insertZeros } from './insert-zeros.ts';
import { paddedSides, windowTaps } from './window-taps.ts';

/**
 * Gradient of max pooling: each output's gradient goes to the first place in its window, row-major,
 * that holds the maximum.
 */
export const maxPoolGrad: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { dy, input, output } = inputs as Record<'dy' | 'input' | 'output', tf.Tensor4D>;
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
    const info = tf.backend_util.computePool2DInfo(
      input.shape,
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const { height, width } = paddedSides(info);
    let unclaimed: tf.Tensor4D = tf.onesLike(output);
    let gradient: tf.Tensor4D | undefined;
    for (const { row, col, tap } of windowTaps(input, info, belowAll)) {
      const hit = tf.mul(tf.cast(tf.equal(tap, output), 'float32'), unclaimed);
      unclaimed = tf.sub(unclaimed, hit);
      const share = insertZeros(tf.mul(hit, dy), info.strideHeight, info.strideWidth);
      const placed = tf.pad(share, [
        [0, 0],
        [row, height - share.shape[1] - row],
        [col, width - share.shape[2] - col],
        [0, 0],
      ]);
      gradient = gradient === undefined ? placed : tf.add(gradient, placed);
    }
    const { top, left } = info.padInfo;
    return tf.slice(gradient as tf.Tensor4D, [0, top, left, 0], input.shape);
  });

/** Close to the smallest float32: padding that never is the maximum. */
const belowAll = -3e38;
