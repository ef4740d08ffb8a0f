import * as tf from '@tensorflow/tfjs-core';

/**
 * Spreads pixels apart with zeros between them: a stride undone.
 *
 * @param x [batch, height, width, channels]
 * @returns [batch, (height − 1) · strideHeight + 1, (width − 1) · strideWidth + 1, channels]
 */
export function insertZeros(
  x: tf.Tensor4D,
  strideHeight: number,
  strideWidth: number,
): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const row = width * strideWidth * channels;
  let spread: tf.Tensor = tf.reshape(x, [batch * height * width, channels]);
  spread = padRows(spread as tf.Tensor2D, (strideWidth - 1) * channels);
  spread = padRows(tf.reshape(spread, [batch * height, row]), (strideHeight - 1) * row);
  return tf.slice(
    tf.reshape(spread, [
      batch,
      height * strideHeight,
      width * strideWidth,
      channels,
    ]) as tf.Tensor4D,
    [0, 0, 0, 0],
    [batch, (height - 1) * strideHeight + 1, (width - 1) * strideWidth + 1, channels],
  );
}

function padRows(x: tf.Tensor2D, after: number): tf.Tensor2D {
  return tf.pad(x, [
    [0, 0],
    [0, after],
  ]);
}
