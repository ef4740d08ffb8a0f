import { initBagTower } from '@exifclip/exif-text/tower';
import { type Parameters, prefix } from '@exifclip/nn';
import { type CompactTowerConfig, compactTowerParameters } from '@exifclip/patch-encoder/tower';
import * as tf from '@tensorflow/tfjs-core';

/** CLIP's first temperature, 0.07. Radford et al., 2021. */
const firstLogScale = Math.log(1 / 0.07);

/** Both towers and the scale of their similarities before the first step. */
export function initialParameters(
  seed: number,
  config: CompactTowerConfig,
  buckets: number,
): Parameters {
  return {
    ...prefix(compactTowerParameters(seed, config), 'image'),
    ...prefix(initBagTower({ buckets, dim: config.dim, seed }), 'text'),
    logScale: tf.scalar(firstLogScale),
  };
}
