import { glorotUniform, heNormal, type Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { type ResNetConfig, resNet50Config } from './resnet-config.ts';
import { resNetParameters } from './resnet-parameters.ts';

export interface InitResNetOptions {
  /** @defaultValue resNet50Config */
  config?: ResNetConfig;
  /** The same seed gives the same parameters on every backend. @defaultValue 0 */
  seed?: number;
}

/**
 * Fresh parameters of a residual network, by the names of `resNetParameters`: kernels of variance
 * 2 over the outputs that one input reaches, as torchvision draws them; batch norms start as the
 * identity.
 */
export function initResNet(options: InitResNetOptions = {}): Parameters {
  const { config = resNet50Config, seed = 0 } = options;
  let next = seed * 1000;
  const fresh = (name: string, shape: readonly number[]): tf.Tensor => {
    if (shape.length === 4) return heNormal(shape, shape[0]! * shape[1]! * shape[3]!, next++);
    if (shape.length === 2) return glorotUniform(shape, shape[0]!, shape[1]!, next++);
    return /\/(scale|variance)$/.test(name) ? tf.ones([...shape]) : tf.zeros([...shape]);
  };
  return Object.fromEntries(
    resNetParameters(config).map(({ name, shape }) => [name, fresh(name, shape)]),
  );
}
