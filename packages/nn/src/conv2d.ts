import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

export interface Conv2dOptions {
  /** Step between output pixels, in input pixels. @defaultValue 1 */
  strides?: number | [number, number];
  /** Padding with zeros: 'same', 'valid' or pixels on every side. @defaultValue 'same' */
  pad?: 'same' | 'valid' | number;
}

/**
 * Two-dimensional convolution of images, channels last.
 *
 * @param x images [batch, height, width, in]
 * @param parameters `kernel` [height, width, in, out] and, where wanted, `bias` [out]
 * @returns [batch, height', width', out]
 */
export function conv2d(
  x: tf.Tensor4D,
  parameters: Parameters,
  options: Conv2dOptions = {},
): tf.Tensor4D {
  const { strides = 1, pad = 'same' } = options;
  const kernel = parameter<tf.Tensor4D>(parameters, 'kernel');
  // tfjs wants to be told how to round when padding is given in pixels
  const rounding = typeof pad === 'number' ? 'floor' : undefined;
  const output = tf.conv2d(x, kernel, strides, pad, 'NHWC', 1, rounding);
  return parameters.bias === undefined ? output : tf.add(output, parameters.bias);
}
