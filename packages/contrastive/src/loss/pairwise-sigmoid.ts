import * as tf from '@tensorflow/tfjs-core';
import { checkPairs } from './check-pairs.ts';
import { offDiagonal } from './off-diagonal.ts';

export interface PairwiseSigmoidOptions {
  /**
   * Pairs that are neither, bool [n, n]; they get no gradient. The diagonal always stays.
   *
   * @defaultValue none
   */
  ignoredPairs?: tf.Tensor2D | undefined;
  /** Pairs that belong together beside those of the diagonal, bool [n, n]. @defaultValue none */
  positivePairs?: tf.Tensor2D | undefined;
}

/**
 * Whether row and column belong together, asked of each pair by itself:
 *
 * loss = 1/n Σᵢⱼ log(1 + e^(−zᵢⱼ · logitᵢⱼ)), z = 1 for those that do, −1 for others
 *
 * @param logits [n, n]; row i belongs to column i
 * @throws RangeError when pairs are of another shape
 */
export function pairwiseSigmoid(
  logits: tf.Tensor2D,
  options: PairwiseSigmoidOptions = {},
): tf.Scalar {
  const { ignoredPairs, positivePairs } = options;
  const [n] = logits.shape;
  const others = offDiagonal(n);
  let negatives = others;
  if (positivePairs !== undefined) {
    checkPairs(logits, positivePairs);
    negatives = tf.logicalAnd(others, tf.logicalNot(positivePairs));
  }
  // −z: softplus(x) = log(1 + e^x), which tfjs and ONNX Runtime compute without overflow
  const signs = tf.sub(tf.mul(tf.cast(negatives, 'float32'), 2), 1);
  const losses = tf.softplus(tf.mul(logits, signs));
  if (ignoredPairs === undefined) return tf.mul(tf.sum<tf.Scalar>(losses), 1 / n);
  checkPairs(logits, ignoredPairs);
  const ignored = tf.logicalAnd(ignoredPairs, others);
  return tf.mul(tf.sum<tf.Scalar>(tf.where(ignored, tf.zerosLike(losses), losses)), 1 / n);
}
