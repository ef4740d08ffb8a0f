import * as tf from '@tensorflow/tfjs-core';
import { type PairwiseSigmoidOptions, pairwiseSigmoid } from './pairwise-sigmoid.ts';
import { scaledSimilarities } from './scaled-similarities.ts';

export type SigLipLossOptions = PairwiseSigmoidOptions;

/**
 * Pairwise sigmoid loss of two batches whose rows belong together pairwise:
 *
 * loss = 1/n Σᵢⱼ log(1 + e^(−zᵢⱼ (scale · aᵢ·bⱼ + bias))), z = 1 where i = j, −1 elsewhere
 *
 * Both scale and bias are meant to be learned, from 10 and −10 on: at the start nearly all pairs
 * are negatives, and the bias says so. Duplicates may be ignored or be positives. Ignoring is the
 * safer choice for equal sentences: as a positive, a sentence that k photos share counts k² times
 * and the common ones outweigh the rest, where ignoring leaves each photo its one positive.
 *
 * @param a embeddings of unit length [n, dim]
 * @param b embeddings of unit length [n, dim]
 * @param scale what cosines are multiplied with
 * @param bias what is added to them then
 * @throws RangeError when shapes differ
 * @see Zhai et al., Sigmoid Loss for Language Image Pre-Training, 2023; for several positives Bulat
 * et al., FFF: Fixing Flawed Foundations in contrastive pre-training, 2024
 */
export function sigLipLoss(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  scale: tf.Scalar | number,
  bias: tf.Scalar | number,
  options: SigLipLossOptions = {},
): tf.Scalar {
  return pairwiseSigmoid(tf.add(scaledSimilarities(a, b, scale), bias), options);
}
