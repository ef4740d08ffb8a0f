import { heNormal, type Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

export interface InitBagTowerOptions {
  /** Rows of the embedding table; the `buckets` of `bagOfPieces`. @defaultValue 4096 */
  buckets?: number;
  /** Length of a piece's embedding. @defaultValue 128 */
  width?: number;
  /** Units of the hidden layer. @defaultValue 256 */
  hidden?: number;
  /** Length of a sentence's embedding. @defaultValue 128 */
  dim?: number;
  /** The same seed gives the same parameters. @defaultValue 0 */
  seed?: number;
}

/**
 * Fresh parameters of the bag tower: `embedding/table` [buckets, width], `hidden/kernel`
 * [width, hidden], `hidden/bias`, `output/kernel` [hidden, dim], `output/bias`.
 */
export function initBagTower(options: InitBagTowerOptions = {}): Parameters {
  const { buckets = 4096, width = 128, hidden = 256, dim = 128, seed = 0 } = options;
  return {
    'embedding/table': tf.randomNormal([buckets, width], 0, 1, 'float32', seed + 1),
    'hidden/kernel': heNormal([width, hidden], width, seed + 2),
    'hidden/bias': tf.zeros([hidden]),
    'output/kernel': tf.randomNormal([hidden, dim], 0, Math.sqrt(1 / hidden), 'float32', seed + 3),
    'output/bias': tf.zeros([dim]),
  };
}
