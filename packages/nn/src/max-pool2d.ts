import * as tf from '@tensorflow/tfjs-core';

export interface MaxPool2dOptions {
  /** Side of the window, in pixels. */
  size: number;
  /** Step between windows, in pixels. @defaultValue `size` */
  strides?: number;
  /** Pixels of padding on every side; they never win. @defaultValue 0 */
  pad?: number;
}

/**
 * The largest value under each window of images, channels last.
 *
 * @param x images [batch, height, width, channels]
 * @returns [batch, height', width', channels], sides of `1 + floor((side + 2 pad − size) / strides)`
 */
export function maxPool2d(x: tf.Tensor4D, options: MaxPool2dOptions): tf.Tensor4D {
  const { size, strides = size, pad = 0 } = options;
  return tf.maxPool(x, size, strides, pad, 'floor');
}
