import * as tf from '@tensorflow/tfjs-core';
import { ignorePairs } from './ignore-pairs.ts';
import { offDiagonal } from './off-diagonal.ts';

export interface SymmetricCrossEntropyOptions {
  /**
   * Share ε of each target that is spread evenly over all candidates, the right one included, 0…1.
   *
   * @defaultValue 0
   */
  labelSmoothing?: number;
  /**
   * Pairs that are not each other's negatives, bool [n, n]: they are left out of the candidates of
   * row and column, and get no gradient from each other. The diagonal always stays.
   *
   * @defaultValue none
   */
  ignoredPairs?: tf.Tensor2D | undefined;
}

/**
 * Mean of the cross-entropies of rows and of columns, where row i belongs to column i.
 *
 * @param logits [n, n]
 * @throws RangeError when the smoothing is outside 0…1, or `ignoredPairs` of another shape
 * @see Szegedy et al., Rethinking the Inception Architecture, 2016, for the smoothing
 */
export function symmetricCrossEntropy(
  logits: tf.Tensor2D,
  options: SymmetricCrossEntropyOptions = {},
): tf.Scalar {
  const { labelSmoothing = 0, ignoredPairs } = options;
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RangeError(`expected a label smoothing from 0 to 1, got ${labelSmoothing}`);
  }
  const [n] = logits.shape;
  const candidates = ignorePairs(logits, ignoredPairs);
  const ofRows = tf.logSoftmax(candidates);
  const ofColumns = tf.transpose(tf.logSoftmax(tf.transpose(candidates)));
  const identity = tf.eye(n);
  const right = tf.sum<tf.Scalar>(tf.mul(tf.add(ofRows, ofColumns), identity));
  if (labelSmoothing === 0) return tf.mul(right, -0.5 / n);
  const weights = candidateWeights(n, ignoredPairs);
  const spread = tf.add<tf.Scalar>(
    tf.sum(tf.mul(ofRows, tf.div(weights, tf.sum(weights, 1, true)))),
    tf.sum(tf.mul(ofColumns, tf.div(weights, tf.sum(weights, 0, true)))),
  );
  const mixed = tf.add(tf.mul(right, 1 - labelSmoothing), tf.mul(spread, labelSmoothing));
  return tf.mul(mixed, -0.5 / n);
}

/** 1 for candidates, 0 for pairs that are left out, [n, n]. */
function candidateWeights(n: number, ignoredPairs: tf.Tensor2D | undefined): tf.Tensor2D {
  if (ignoredPairs === undefined) return tf.ones([n, n]);
  return tf.cast<tf.Tensor2D>(
    tf.logicalNot(tf.logicalAnd(ignoredPairs, offDiagonal(n))),
    'float32',
  );
}
