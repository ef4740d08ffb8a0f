import * as tf from '@tensorflow/tfjs-core';
import { windowTaps } from './window-taps.ts';

/**
 * Gradient of a depthwise convolution with respect to its filter: for each place in the filter,
 * the sum over batch and pixels of input times output gradient.
 */
export const depthwiseConv2dBackpropFilter: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { strides, dilations, pad, dimRoundingMode, filterShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    const { inChannels, outChannels } = info;
    const multiplier = outChannels / inChannels;
    const rows = info.batchSize * info.outHeight * info.outWidth;
    const gradient = tf.reshape(dy, [rows, inChannels, multiplier]);
    // sums of columns as a product of matrices, which is fast on wasm
    const ones: tf.Tensor2D = tf.ones([1, rows]);
    const sums = Array.from(windowTaps(x, info, 0), ({ tap }) => {
      const products = tf.mul(tf.reshape(tap, [rows, inChannels, 1]), gradient);
      return tf.matMul(ones, tf.reshape(products, [rows, outChannels]));
    });
    return tf.reshape(tf.concat(sums, 0), filterShape);
  });
