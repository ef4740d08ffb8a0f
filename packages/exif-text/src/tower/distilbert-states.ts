import { dense, gelu, layerNorm, type Parameters, scope, selfAttention } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { DistilbertConfig } from './distilbert-config.ts';
import { embedTokens } from './embed-tokens.ts';
import type { TokenTensors } from './token-tensors.ts';

/** Hugging Face's; the variance of its states is far above it. */
const NORM = { epsilon: 1e-12 };

/**
 * The states of a DistilBERT: after the embeddings, and after every layer. Dropout is left out, as
 * in inference.
 *
 * @param parameters by the names of `distilbertParameters`
 * @returns layers + 1 tensors [sentences, tokens, dim]; those of padding mean nothing
 * @throws RangeError when there are more tokens than positions, or shapes do not fit together
 * @see Sanh et al., DistilBERT, a distilled version of BERT, 2019
 */
export function distilbertStates(
  parameters: Parameters,
  tokens: TokenTensors,
  config: DistilbertConfig,
): tf.Tensor3D[] {
  const embedded = embedTokens(parameters, tokens.inputIds);
  const states = [layerNorm(embedded, scope(parameters, 'norm'), NORM)];
  for (let i = 0; i < config.layers; i++) {
    const own = scope(parameters, `layers/${i}`);
    states.push(layer(states.at(-1)!, own, tokens.attentionMask, config.heads));
  }
  return states;
}

function layer(x: tf.Tensor3D, own: Parameters, mask: tf.Tensor2D, heads: number): tf.Tensor3D {
  const mixed = selfAttention(x, scope(own, 'attention'), { heads, mask });
  const attended = layerNorm(tf.add(mixed, x) as tf.Tensor3D, scope(own, 'attentionNorm'), NORM);
  const wide = gelu(dense(attended, scope(own, 'widen')));
  const sum = tf.add(dense(wide, scope(own, 'narrow')), attended) as tf.Tensor3D;
  return layerNorm(sum, scope(own, 'outputNorm'), NORM);
}
