import * as tf from '@tensorflow/tfjs-core';

/** Pixels of padding before and after, along height and width; negative ones crop. */
export interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Convolution of stride 1 with any margins. */
export function paddedConv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  margins: Margins,
  dilations: [number, number] = [1, 1],
): tf.Tensor4D {
  const { top, bottom, left, right } = margins;
  const pad = (side: number): number => Math.max(0, side);
  const padding: tf.backend_util.ExplicitPadding = [
    [0, 0],
    [pad(top), pad(bottom)],
    [pad(left), pad(right)],
    [0, 0],
  ];
  return tf.conv2d(crop(x, margins), filter, 1, padding, 'NHWC', dilations, 'floor');
}

/** Cuts off what margins below zero ask for. */
export function crop(x: tf.Tensor4D, { top, bottom, left, right }: Margins): tf.Tensor4D {
  if (Math.min(top, bottom, left, right) >= 0) return x;
  const [batch, height, width, channels] = x.shape;
  const cut = (side: number): number => Math.max(0, -side);
  return tf.slice(
    x,
    [0, cut(top), cut(left), 0],
    [batch, height - cut(top) - cut(bottom), width - cut(left) - cut(right), channels],
  );
}
