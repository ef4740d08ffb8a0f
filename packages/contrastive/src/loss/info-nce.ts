import type * as tf from '@tensorflow/tfjs-core';
import { scaledSimilarities } from './scaled-similarities.ts';
import {
  type SymmetricCrossEntropyOptions,
  symmetricCrossEntropy,
} from './symmetric-cross-entropy.ts';

export type InfoNceOptions = SymmetricCrossEntropyOptions;

/**
 * Symmetric InfoNCE of two batches whose rows belong together pairwise; every other row of the
 * batch is a negative, unless `ignoredPairs` says that it is none.
 *
 * @param a embeddings of unit length [n, dim]
 * @param b embeddings of unit length [n, dim]
 * @param scale what cosines are multiplied with, 1 / temperature; a tensor where it is learned, as
 * `logitScale` makes
 * @returns log n where nothing is known, towards 0 where each row finds its partner
 * @throws RangeError when the shapes differ or the smoothing is outside 0…1
 * @see van den Oord et al., Contrastive Predictive Coding, 2018; Radford et al., CLIP, 2021
 */
export function infoNce(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  scale: tf.Scalar | number,
  options: InfoNceOptions = {},
): tf.Scalar {
  return symmetricCrossEntropy(scaledSimilarities(a, b, scale), options);
}
