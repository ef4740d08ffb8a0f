import * as tf from '@tensorflow/tfjs-core';
import { offDiagonal } from './off-diagonal.ts';

/**
 * Which rows of a batch have one and the same id, as a tensor operation, so that it can be traced.
 *
 * @param ids int32 [n], such as `sentenceIds` makes
 * @returns bool [n, n], true where i ≠ j and the ids of i and j are equal
 */
export function duplicatePairs(ids: tf.Tensor1D): tf.Tensor2D {
  const equal = tf.equal(tf.expandDims(ids, 1), tf.expandDims(ids, 0));
  return tf.logicalAnd(equal, offDiagonal(ids.shape[0]));
}
