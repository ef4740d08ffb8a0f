import { dense, l2Normalize, type Parameters, parameter, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { MEAN_GAIN } from '../mean-gain.ts';

/**
 * A text tower over bags of pieces: mean of the pieces' embeddings → dense → relu → dense → unit
 * length. A pure function: nothing is kept, and the caller tidies what it allocates.
 *
 * @param parameters from `initBagTower`
 * @param bag [sentences, buckets], rows from `bagOfPieces`
 * @returns [sentences, dim], unit length
 */
export function bagTower(parameters: Parameters, bag: tf.Tensor2D): tf.Tensor2D {
  const mean = tf.matMul(bag, parameter<tf.Tensor2D>(parameters, 'embedding/table'));
  const scaled: tf.Tensor2D = tf.mul(mean, MEAN_GAIN);
  const hidden: tf.Tensor2D = tf.relu(dense(scaled, scope(parameters, 'hidden')));
  return l2Normalize(dense(hidden, scope(parameters, 'output')));
}
