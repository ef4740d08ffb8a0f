import * as tf from '@tensorflow/tfjs-core';
import { insertZeros } from './insert-zeros.ts';
import { crop } from './padded-conv2d.ts';

/**
 * Gradient of a depthwise convolution with respect to its input: the output's gradient, spread by
 * the stride, under the filter turned around.
 */
export const depthwiseConv2dBackpropInput: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { dy, filter } = inputs as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { strides, dilations, pad, dimRoundingMode, inputShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    const { filterHeight, filterWidth, inChannels, inHeight, inWidth, padInfo } = info;
    const multiplier = info.outChannels / inChannels;
    const spread = insertZeros(dy, info.strideHeight, info.strideWidth);
    const turned = tf.reshape(tf.reverse(filter, [0, 1]), [
      filterHeight,
      filterWidth,
      info.outChannels,
      1,
    ]) as tf.Tensor4D;
    const framed = frame(spread, {
      top: filterHeight - 1 - padInfo.top,
      bottom: inHeight + padInfo.top - spread.shape[1],
      left: filterWidth - 1 - padInfo.left,
      right: inWidth + padInfo.left - spread.shape[2],
    });
    const gradient = tf.depthwiseConv2d(framed, turned, 1, 'valid');
    if (multiplier === 1) return gradient;
    return tf.sum(
      tf.reshape(gradient, [info.batchSize, inHeight, inWidth, inChannels, multiplier]),
      4,
    );
  });

/** Pads and crops first, as tfjs has no depthwise convolution with explicit padding. */
function frame(x: tf.Tensor4D, margins: Parameters<typeof crop>[1]): tf.Tensor4D {
  const { top, bottom, left, right } = margins;
  return tf.pad(crop(x, margins), [
    [0, 0],
    [Math.max(0, top), Math.max(0, bottom)],
    [Math.max(0, left), Math.max(0, right)],
    [0, 0],
  ]);
}
