import type * as tf from '@tensorflow/tfjs-core';

/** How windows slide over one axis of an image. */
export interface AxisWindows {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros (or nothing) before the first pixel. */
  readonly before: number;
  /** Zeros (or nothing) after the last pixel, no more than the windows reach. */
  readonly after: number;
  /** Pixels at the end that no window reaches. */
  readonly missed: number;
  /** Pixels of the input. */
  readonly inputs: number;
  /** Windows, which are the pixels of the output. */
  readonly outputs: number;
}

/** Windows along rows, then along columns. */
export type Windows = readonly [AxisWindows, AxisWindows];

/** How the windows of a convolution or pooling slide, from tfjs's account of it. */
export function windowsOf(info: tf.backend_util.Conv2DInfo): Windows {
  const { padInfo } = info;
  return [
    axisWindows({
      size: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      before: padInfo.top,
      inputs: info.inHeight,
      outputs: info.outHeight,
    }),
    axisWindows({
      size: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      before: padInfo.left,
      inputs: info.inWidth,
      outputs: info.outWidth,
    }),
  ];
}

function axisWindows(axis: Omit<AxisWindows, 'after' | 'missed'>): AxisWindows {
  const reach = (axis.outputs - 1) * axis.stride + (axis.size - 1) * axis.dilation + 1;
  const beyond = reach - axis.before - axis.inputs;
  return { ...axis, after: Math.max(0, beyond), missed: Math.max(0, -beyond) };
}

/** The attributes that ONNX's convolutions and poolings share. */
export function windowAttributes([rows, columns]: Windows): Record<string, number[]> {
  return {
    kernel_shape: [rows.size, columns.size],
    strides: [rows.stride, columns.stride],
    dilations: [rows.dilation, columns.dilation],
    pads: [rows.before, columns.before, rows.after, columns.after],
  };
}
