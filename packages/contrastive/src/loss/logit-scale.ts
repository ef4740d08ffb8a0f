import * as tf from '@tensorflow/tfjs-core';

export interface LogitScaleOptions {
  /** Smallest scale. @defaultValue 0: none */
  floor?: number;
  /** Largest scale; a larger one than CLIP's makes training unstable. @defaultValue 100 */
  cap?: number;
}

/**
 * What cosines are multiplied with, from its natural logarithm: e^logScale between floor and cap.
 *
 * Outside of them `logScale` gets no gradient any more.
 *
 * @param logScale a parameter where the scale is learned, a number where it is fixed
 * @throws RangeError unless 0 ≤ floor ≤ cap
 */
export function logitScale(
  logScale: tf.Scalar | number,
  options: LogitScaleOptions = {},
): tf.Scalar {
  const { floor = 0, cap = 100 } = options;
  if (!(floor >= 0 && floor <= cap)) {
    throw new RangeError(`expected a floor from 0 to the cap ${cap}, got ${floor}`);
  }
  const capped = tf.minimum<tf.Scalar>(tf.exp(logScale), cap);
  return floor === 0 ? capped : tf.maximum(capped, floor);
}
