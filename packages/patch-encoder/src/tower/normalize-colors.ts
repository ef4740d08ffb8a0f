import * as tf from '@tensorflow/tfjs-core';

/** Mean of each colour in CLIP's training images, on a scale of 0…1. */
const mean = [0.48145466, 0.4578275, 0.40821073];
/** Standard deviation of each. Radford et al., CLIP, 2021. */
const deviation = [0.26862954, 0.26130258, 0.27577711];

/**
 * Colours as CLIP and "EXIF as Language" take them, `(v / 255 − mean) / deviation`.
 *
 * @param images [n, height, width, 3], grey levels 0…255, whole or not
 */
export function normalizeColors(images: tf.Tensor4D): tf.Tensor4D {
  const scale = tf.tensor1d(deviation.map((d) => 1 / (255 * d)));
  const shift = tf.tensor1d(deviation.map((d, i) => -mean[i]! / d));
  return tf.add(tf.mul(tf.cast(images, 'float32'), scale), shift);
}
