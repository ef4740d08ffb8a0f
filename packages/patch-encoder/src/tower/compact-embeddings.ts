import { dense, l2Normalize, type Parameters, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * The last linear map of the compact tower, to unit length.
 *
 * @param statistics [n, 2 channels], mean and deviation of the features over a patch's positions
 * @returns [n, dim]
 */
export function compactEmbeddings(parameters: Parameters, statistics: tf.Tensor2D): tf.Tensor2D {
  return l2Normalize(dense(statistics, scope(parameters, 'output')));
}
