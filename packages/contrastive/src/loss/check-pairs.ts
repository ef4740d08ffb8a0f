import type * as tf from '@tensorflow/tfjs-core';

/** @throws RangeError when `pairs` has another shape than the logits */
export function checkPairs(logits: tf.Tensor2D, pairs: tf.Tensor2D): void {
  if (pairs.shape[0] === logits.shape[0] && pairs.shape[1] === logits.shape[1]) return;
  throw new RangeError(`expected pairs of shape [${logits.shape}], got [${pairs.shape}]`);
}
