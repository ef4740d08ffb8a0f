import {
  batchNorm,
  batchNormParameters,
  conv2d,
  dense,
  glorotUniform,
  heNormal,
  l2Normalize,
  prefix,
  scope,
} from '@exifclip/nn';
import { highPassResiduals, residualChannels } from '@exifclip/patch-encoder/tower';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageSide } from 'exifclip/training';

/** Channels after each convolution; every one halves the sides. */
const widths = [24, 32, 48, 64];

/**
 * An image tower to start from: four strided convolutions on high-pass residuals, the mean over
 * positions, a linear map. A tower is a function of its parameters and nothing else, so that it can
 * be traced into an ONNX graph: for training, and for the model folder in the end.
 */
export function plainTower(dim: number): ImageSide {
  return {
    parameters: (seed) => {
      const parameters: Record<string, tf.Tensor> = {};
      let inputs = residualChannels;
      widths.forEach((outputs, i) => {
        const kernel = heNormal([3, 3, inputs, outputs], 9 * inputs, seed * 100 + i);
        const norm = prefix(batchNormParameters(outputs), 'norm');
        Object.assign(parameters, prefix({ kernel, ...norm }, `layer${i}`));
        inputs = outputs;
      });
      const kernel = glorotUniform([inputs, dim], inputs, dim, seed * 100 + widths.length);
      return { ...parameters, 'project/kernel': kernel, 'project/bias': tf.zeros([dim]) };
    },
    tower: (parameters, patches, { training = false }) => {
      let features = highPassResiduals(patches);
      const updates: Record<string, tf.Tensor> = {};
      widths.forEach((_, i) => {
        const own = scope(parameters, `layer${i}`);
        const mixed = conv2d(features, own, { strides: 2 });
        const normal = batchNorm(mixed, scope(own, 'norm'), { training });
        Object.assign(updates, prefix(normal.updates, `layer${i}/norm`));
        features = tf.relu(normal.output);
      });
      const pooled = tf.mean<tf.Tensor2D>(features, [1, 2]);
      return { embeddings: l2Normalize(dense(pooled, scope(parameters, 'project'))), updates };
    },
  };
}
