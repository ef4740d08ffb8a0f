import * as tf from '@tensorflow/tfjs-core';
import { duplicatePairs } from './duplicate-pairs.ts';
import { infoNce } from './info-nce.ts';

export interface ProcessedPairLossOptions {
  /** Ids of the sentences; siblings with equal ones are not told apart. @defaultValue none equal */
  sentenceIds?: tf.Tensor1D | undefined;
}

/**
 * Tells patches of one photo under different processings apart. The candidates of row i are its
 * own partner and its siblings only, the rows that come from the same photo:
 *
 * loss = mean over rows with siblings of InfoNCE over { j : photoⱼ = photoᵢ }
 *
 * With one sibling that is log(1 + e^(−scale · (aᵢ·bᵢ − aᵢ·bⱼ))). Siblings show the same scene, so
 * that nothing but the processing can tell them apart; among the many easy negatives of a batch
 * they would hardly weigh. No margin is set, as some processings leave next to no trace: the loss
 * asks for an order, and fades as the gap grows.
 *
 * @param a embeddings of patches of unit length [n, dim]
 * @param b embeddings of other patches of the same photos and processings [n, dim]
 * @param scale what cosines are multiplied with
 * @param photoIds int32 [n], equal for rows that come from one photo
 * @returns 0 where no row has a sibling
 * @throws RangeError when shapes differ
 */
export function processedPairLoss(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  scale: tf.Scalar | number,
  photoIds: tf.Tensor1D,
  options: ProcessedPairLossOptions = {},
): tf.Scalar {
  const { sentenceIds } = options;
  const samePhoto = duplicatePairs(photoIds);
  const siblings: tf.Tensor2D = sentenceIds
    ? tf.logicalAnd(samePhoto, tf.logicalNot(duplicatePairs(sentenceIds)))
    : samePhoto;
  const ofAll = infoNce(a, b, scale, { ignoredPairs: tf.logicalNot(siblings) });
  const rows = tf.sum<tf.Scalar>(tf.max(tf.cast(siblings, 'float32'), 1));
  return tf.div(tf.mul(ofAll, a.shape[0]), tf.maximum(rows, 1));
}
