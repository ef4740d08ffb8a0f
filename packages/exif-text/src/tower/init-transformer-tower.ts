import {
  glorotUniform,
  heNormal,
  layerNormParameters,
  type Parameters,
  prefix,
} from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { TransformerTowerConfig } from './transformer-tower-config.ts';

/** Deviation of the positions, small beside that of the pieces, 1: order says little in EXIF. */
const POSITION_DEVIATION = 0.1;

/**
 * Fresh parameters of the compact text transformer: `words/table` [vocabularySize, width],
 * `positions/table` [maxTokens, width]; a layer `layers/0/…` each: `attentionNorm`, `attention`
 * (`query`, `key`, `value`, `output`), `outputNorm`, `widen`, `narrow`; `norm` and `output`.
 *
 * @param seed the same seed gives the same values on every backend
 * @throws RangeError when the heads do not divide the width
 */
export function initTransformerTower(config: TransformerTowerConfig, seed = 0): Parameters {
  const { vocabularySize, maxTokens, width, layers, heads, hidden, dim } = config;
  if (width % heads !== 0) {
    throw new RangeError(`expected heads that divide the width ${width}, got ${heads}`);
  }
  let next = seed * 1000;
  const table = (rows: number, deviation: number): tf.Tensor =>
    tf.randomNormal([rows, width], 0, deviation, 'float32', next++);
  const map = (name: string, kernel: tf.Tensor): Parameters =>
    prefix({ kernel, bias: tf.zeros([kernel.shape[1]!]) }, name);
  const linear = (name: string, inputs: number, outputs: number): Parameters =>
    map(name, glorotUniform([inputs, outputs], inputs, outputs, next++));
  const layer = (name: string): Parameters => ({
    ...prefix(layerNormParameters(width), `${name}/attentionNorm`),
    ...linear(`${name}/attention/query`, width, width),
    ...linear(`${name}/attention/key`, width, width),
    ...linear(`${name}/attention/value`, width, width),
    ...linear(`${name}/attention/output`, width, width),
    ...prefix(layerNormParameters(width), `${name}/outputNorm`),
    ...map(`${name}/widen`, heNormal([width, hidden], width, next++)),
    ...linear(`${name}/narrow`, hidden, width),
  });
  return {
    'words/table': table(vocabularySize, 1),
    'positions/table': table(maxTokens, POSITION_DEVIATION),
    ...Object.assign({}, ...Array.from({ length: layers }, (_, i) => layer(`layers/${i}`))),
    ...prefix(layerNormParameters(width), 'norm'),
    ...linear('output', width, dim),
  };
}
