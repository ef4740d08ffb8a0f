import { dense, l2Normalize, type Parameters, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * The last linear map of a residual network, to unit length.
 *
 * @param means [n, channels], of the last feature map over a patch's positions
 * @returns [n, dim]
 */
export function resNetEmbeddings(parameters: Parameters, means: tf.Tensor2D): tf.Tensor2D {
  return l2Normalize(dense(means, scope(parameters, 'fc')));
}
