import { batchNorm, conv2d, maxPool2d, type Parameters, prefix, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { TowerOptions } from './image-tower.ts';
import { type ResNetConfig, resNet50Config } from './resnet-config.ts';
import { type ResNetBlock, type ResNetConvolution, resNetLayers } from './resnet-layers.ts';

export interface ResNetOptions extends TowerOptions {
  /** Which network of the table. @defaultValue resNet50Config */
  config?: ResNetConfig;
}

/** What a residual network makes of images on the way to its last linear map. */
export interface ResNetResult {
  /** `conv1` (before its batch norm), `maxpool`, `layer1` … `layer4`: [n, height, width, channels]. */
  stages: Readonly<Record<string, tf.Tensor4D>>;
  /** The last of the stages, at a 32nd of the images' resolution. */
  features: tf.Tensor4D;
  /** New values of the running statistics, by parameter name; empty unless training. */
  updates: Parameters;
}

/**
 * The convolutional part of a residual network, as torchvision computes it; in training the
 * running statistics move as PyTorch moves them.
 *
 * @param parameters by the names of `resNetParameters`
 * @param images [n, height, width, 3], colours normalised
 * @see He et al., Deep Residual Learning for Image Recognition, 2015
 */
export function resNet(
  parameters: Parameters,
  images: tf.Tensor4D,
  options: ResNetOptions = {},
): ResNetResult {
  const { config = resNet50Config, training = false } = options;
  const { stem, blocks } = resNetLayers(config.depth);
  const updates: Record<string, tf.Tensor> = {};
  const convolve = (x: tf.Tensor4D, { name, size, stride }: ResNetConvolution): tf.Tensor4D =>
    conv2d(x, scope(parameters, name), { strides: stride, pad: (size - 1) / 2 });
  const normalize = (x: tf.Tensor4D, { norm }: ResNetConvolution): tf.Tensor4D => {
    const running = scope(parameters, norm);
    const normalized = batchNorm(x, running, { training, runningVariance: 'unbiased' });
    Object.assign(updates, prefix(normalized.updates, norm));
    return normalized.output;
  };
  const residual = (x: tf.Tensor4D, { path, shortcut }: ResNetBlock): tf.Tensor4D => {
    const around = shortcut ? normalize(convolve(x, shortcut), shortcut) : x;
    const through = path.reduce((inner, layer, i) => {
      const normalized = normalize(convolve(inner, layer), layer);
      return i < path.length - 1 ? tf.relu(normalized) : normalized;
    }, x);
    return tf.relu(tf.add(through, around));
  };
  const conv1 = convolve(images, stem);
  let x = maxPool2d(tf.relu(normalize(conv1, stem)), { size: 3, strides: 2, pad: 1 });
  const stages: Record<string, tf.Tensor4D> = { conv1, maxpool: x };
  for (const block of blocks) {
    x = residual(x, block);
    stages[block.stage] = x;
  }
  return { stages, features: x, updates };
}
