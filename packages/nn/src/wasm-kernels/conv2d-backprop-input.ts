import * as tf from '@tensorflow/tfjs-core';
import { paddedConv2d } from './padded-conv2d.ts';

/**
 * Gradient of a convolution with respect to its input, by forward convolutions: of the output's
 * gradient with the filter turned around, once for stride 1, once per phase for larger strides
 * (every stride-th row and column of the input sees its own share of the filter).
 */
export const conv2dBackpropInput: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { dy, filter } = inputs as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { strides, pad, dataFormat, dimRoundingMode, inputShape } =
      attrs as unknown as tf.Conv2DBackpropInputAttrs;
    if (dataFormat !== 'NHWC') throw new RangeError(`expected NHWC images, got ${dataFormat}`);
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    return info.strideHeight === 1 && info.strideWidth === 1
      ? unstrided(dy, filter, info)
      : byPhases(dy, filter, info);
  });

function unstrided(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const { filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
  return paddedConv2d(dy, turnAround(filter), {
    top: filterHeight - 1 - padInfo.top,
    bottom: inHeight + padInfo.top - outHeight,
    left: filterWidth - 1 - padInfo.left,
    right: inWidth + padInfo.left - outWidth,
  });
}

function byPhases(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const { batchSize, inChannels, inHeight, inWidth, strideHeight, strideWidth } = info;
  const height = Math.ceil(inHeight / strideHeight);
  const width = Math.ceil(inWidth / strideWidth);
  const rows = phases(info.filterHeight, info.padInfo.top, strideHeight, inHeight, info.outHeight);
  const cols = phases(info.filterWidth, info.padInfo.left, strideWidth, inWidth, info.outWidth);
  // interleaving the phases is concatenating along the axis after, and reshaping
  const bands = rows.map((row) => {
    const parts = cols.map((col) => {
      if (row.taps === 0 || col.taps === 0) {
        return tf.zeros<tf.Rank.R4>([batchSize, height, width, inChannels]);
      }
      const share = tf.stridedSlice(filter, [row.first, col.first, 0, 0], filter.shape, [
        strideHeight,
        strideWidth,
        1,
        1,
      ]) as tf.Tensor4D;
      const margins = { top: row.near, bottom: row.far, left: col.near, right: col.far };
      return paddedConv2d(dy, turnAround(share), margins);
    });
    return tf.reshape(tf.concat(parts, 3), [batchSize, height, width * strideWidth, inChannels]);
  });
  const shape = [batchSize, height * strideHeight, width * strideWidth, inChannels] as const;
  const whole = tf.reshape(tf.concat(bands, 2), [...shape]) as tf.Tensor4D;
  if (shape[1] === inHeight && shape[2] === inWidth) return whole;
  return tf.slice(whole, [0, 0, 0, 0], [batchSize, inHeight, inWidth, inChannels]);
}

interface Phase {
  /** The first tap of the filter that meets this phase; further ones follow at the stride. */
  first: number;
  /** How many taps meet it. */
  taps: number;
  /** Margins of the output's gradient, negative to crop. */
  near: number;
  far: number;
}

/** The phases along one axis. */
function phases(
  filter: number,
  padding: number,
  stride: number,
  inputs: number,
  outputs: number,
): Phase[] {
  const positions = Math.ceil(inputs / stride);
  return Array.from({ length: stride }, (_, phase) => {
    const first = (phase + padding) % stride;
    const shift = Math.floor((phase + padding) / stride);
    const taps = Math.max(0, Math.ceil((filter - first) / stride));
    return { first, taps, near: taps - 1 - shift, far: positions + shift - outputs };
  });
}

function turnAround(filter: tf.Tensor4D): tf.Tensor4D {
  return tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
}
