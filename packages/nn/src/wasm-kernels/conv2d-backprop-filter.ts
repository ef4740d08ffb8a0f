import * as tf from '@tensorflow/tfjs-core';
import { paddedConv2d } from './padded-conv2d.ts';

/**
 * Gradient of a convolution with respect to its filter, itself a convolution: of the input with
 * batch and channels swapped, by the output's gradient as the filter, dilated by the stride.
 */
export const conv2dBackpropFilter: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
      attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    if (dataFormat !== 'NHWC') throw new RangeError(`expected NHWC images, got ${dataFormat}`);
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const isPointwise = info.filterHeight === 1 && info.filterWidth === 1;
    return isPointwise ? pointwise(x, dy, info) : spatial(x, dy, info);
  });

/** A 1 × 1 filter mixes channels alone: one product of matrices. */
function pointwise(x: tf.Tensor4D, dy: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { strideHeight, strideWidth, inChannels, outChannels, outHeight, outWidth, padInfo } = info;
  const { top, bottom, left, right } = padInfo;
  let seen: tf.Tensor4D = x;
  if (Math.max(top, bottom, left, right) > 0) {
    seen = tf.pad(seen, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
  }
  if (strideHeight > 1 || strideWidth > 1) {
    const strides = [1, strideHeight, strideWidth, 1];
    seen = tf.stridedSlice(seen, [0, 0, 0, 0], seen.shape, strides) as tf.Tensor4D;
  }
  if (seen.shape[1] !== outHeight || seen.shape[2] !== outWidth) {
    seen = tf.slice(seen, [0, 0, 0, 0], [info.batchSize, outHeight, outWidth, inChannels]);
  }
  const columns: tf.Tensor2D = tf.transpose(tf.reshape(seen, [-1, inChannels]));
  const product = tf.matMul(columns, tf.reshape(dy, [-1, outChannels]));
  return tf.reshape(product, [1, 1, inChannels, outChannels]);
}

function spatial(x: tf.Tensor4D, dy: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { strideHeight, strideWidth, padInfo } = info;
  // pad (or crop) the far sides so that the result is exactly as large as the filter
  const needed = (out: number, stride: number, filter: number): number =>
    (out - 1) * stride + filter;
  const height = needed(info.outHeight, strideHeight, info.filterHeight);
  const width = needed(info.outWidth, strideWidth, info.filterWidth);
  const margins = {
    top: padInfo.top,
    bottom: height - info.inHeight - padInfo.top,
    left: padInfo.left,
    right: width - info.inWidth - padInfo.left,
  };
  const images = tf.transpose(x, [3, 1, 2, 0]);
  const filters = tf.transpose(dy, [1, 2, 0, 3]);
  const gradient = paddedConv2d(images, filters, margins, [strideHeight, strideWidth]);
  return tf.transpose(gradient, [1, 2, 0, 3]);
}
