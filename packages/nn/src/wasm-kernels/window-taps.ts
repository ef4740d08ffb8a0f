import * as tf from '@tensorflow/tfjs-core';

/** The sizes of a sliding window that its taps depend on. */
export type WindowInfo = Pick<
  tf.backend_util.Conv2DInfo,
  | 'batchSize'
  | 'filterHeight'
  | 'filterWidth'
  | 'strideHeight'
  | 'strideWidth'
  | 'inChannels'
  | 'inHeight'
  | 'inWidth'
  | 'outHeight'
  | 'outWidth'
  | 'padInfo'
>;

/** Sides of the input when padded so that every window lies inside. */
export function paddedSides(info: WindowInfo): { height: number; width: number } {
  const { outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth } = info;
  return {
    height: Math.max(
      (outHeight - 1) * strideHeight + filterHeight,
      info.inHeight + info.padInfo.top,
    ),
    width: Math.max((outWidth - 1) * strideWidth + filterWidth, info.inWidth + info.padInfo.left),
  };
}

/**
 * For each place in the window, row-major, what the input holds there under every window:
 * [batch, outHeight, outWidth, channels].
 *
 * @param fill the value of the padding
 */
export function* windowTaps(
  x: tf.Tensor4D,
  info: WindowInfo,
  fill: number,
): Generator<{ row: number; col: number; tap: tf.Tensor4D }> {
  const { batchSize, outHeight, outWidth, strideHeight, strideWidth, inChannels } = info;
  const { top, left } = info.padInfo;
  const { height, width } = paddedSides(info);
  const margins: [number, number][] = [
    [0, 0],
    [top, height - info.inHeight - top],
    [left, width - info.inWidth - left],
    [0, 0],
  ];
  const padded = tf.pad(x, margins, fill);
  for (let row = 0; row < info.filterHeight; row++) {
    for (let col = 0; col < info.filterWidth; col++) {
      const rowEnd = row + (outHeight - 1) * strideHeight + 1;
      const colEnd = col + (outWidth - 1) * strideWidth + 1;
      const tap = tf.stridedSlice(
        padded,
        [0, row, col, 0],
        [batchSize, rowEnd, colEnd, inChannels],
        [1, strideHeight, strideWidth, 1],
      ) as tf.Tensor4D;
      yield { row, col, tap };
    }
  }
}
