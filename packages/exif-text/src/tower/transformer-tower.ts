import {
  dense,
  l2Normalize,
  layerNorm,
  maskedMean,
  type Parameters,
  scope,
  selfAttention,
} from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { embedTokens } from './embed-tokens.ts';
import type { TokenTensors } from './token-tensors.ts';
import type { TransformerTowerConfig } from './transformer-tower-config.ts';

/**
 * A small transformer for sentences: pieces and positions, layers of attention and of two linear
 * maps with relu, each on normalised states and added to them, then the mean over the attention
 * mask and a linear map. A pure function: nothing is kept, and the caller tidies what it allocates.
 *
 * Relu, and norms before instead of after, since both train faster: gelu needs erf, which is slow
 * in tfjs, and norms after need a longer warm-up.
 *
 * @param parameters from `initTransformerTower`
 * @returns [sentences, dim], unit length
 * @throws RangeError when there are more tokens than positions, or shapes do not fit together
 * @see Vaswani et al., 2017; Xiong et al., On Layer Normalization in the Transformer, 2020
 */
export function transformerTower(
  parameters: Parameters,
  tokens: TokenTensors,
  config: TransformerTowerConfig,
): tf.Tensor2D {
  const { inputIds, attentionMask } = tokens;
  let states = embedTokens(parameters, inputIds);
  for (let i = 0; i < config.layers; i++) {
    states = layer(states, scope(parameters, `layers/${i}`), attentionMask, config.heads);
  }
  const mean = maskedMean(layerNorm(states, scope(parameters, 'norm')), attentionMask);
  return l2Normalize(dense(mean, scope(parameters, 'output')));
}

function layer(x: tf.Tensor3D, own: Parameters, mask: tf.Tensor2D, heads: number): tf.Tensor3D {
  const looked = layerNorm(x, scope(own, 'attentionNorm'));
  const mixed = tf.add<tf.Tensor3D>(
    x,
    selfAttention(looked, scope(own, 'attention'), { heads, mask }),
  );
  const wide = tf.relu(dense(layerNorm(mixed, scope(own, 'outputNorm')), scope(own, 'widen')));
  return tf.add(mixed, dense(wide, scope(own, 'narrow')));
}
