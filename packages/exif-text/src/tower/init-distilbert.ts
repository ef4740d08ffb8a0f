import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { type DistilbertConfig, distilbertBaseConfig } from './distilbert-config.ts';
import { distilbertParameters } from './distilbert-parameters.ts';

export interface InitDistilbertOptions {
  /** @defaultValue distilbertBaseConfig */
  config?: DistilbertConfig;
  /** The same seed gives the same parameters. @defaultValue 0 */
  seed?: number;
}

/** Deviation of fresh kernels and tables, as Hugging Face draws them. */
const DEVIATION = 0.02;

/** Fresh parameters of a DistilBERT, by the names of `distilbertParameters`. */
export function initDistilbert(options: InitDistilbertOptions = {}): Parameters {
  const { config = distilbertBaseConfig, seed = 0 } = options;
  let next = seed * 1000;
  const entries = distilbertParameters(config).map(({ name, shape }) => {
    if (name.endsWith('/scale')) return [name, tf.ones([...shape])] as const;
    if (shape.length === 1) return [name, tf.zeros([...shape])] as const;
    return [name, tf.randomNormal([...shape], 0, DEVIATION, 'float32', next++)] as const;
  });
  return Object.fromEntries(entries);
}
