import { contrastiveLoss, type LossFunction } from '@exifclip/contrastive';
import { bagTower } from '@exifclip/exif-text/tower';
import { parameter, prefix, scope } from '@exifclip/nn';
import { compactTower } from '@exifclip/patch-encoder/tower';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Ties two patches of each photo to its sentence and to each other.
 *
 * The batch holds `patches` [2n, side, side, 3] (n first views, then n second ones) and `bag`
 * [n, buckets].
 */
export const modelLoss: LossFunction = (parameters, batch) => {
  const patches = parameter<tf.Tensor4D>(batch, 'patches');
  const { embeddings, updates } = compactTower(scope(parameters, 'image'), patches, {
    training: true,
  });
  const { loss, accuracy } = contrastiveLoss({
    views: tf.split(embeddings, 2),
    texts: bagTower(scope(parameters, 'text'), parameter<tf.Tensor2D>(batch, 'bag')),
    logScale: parameter<tf.Scalar>(parameters, 'logScale'),
  });
  return { loss, metrics: { accuracy }, updates: prefix(updates, 'image') };
};
