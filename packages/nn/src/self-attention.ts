import * as tf from '@tensorflow/tfjs-core';
import { dense } from './dense.ts';
import { type Parameters, scope } from './parameters.ts';

export interface SelfAttentionOptions {
  /** Heads; they share the width evenly. */
  heads: number;
  /** [batch, tokens], 1 for a token that is looked at and 0 for padding. @defaultValue all ones */
  mask?: tf.Tensor2D;
}

/** Subtracted from the scores of padding: its exponential is 0, and what is left is finite. */
const FAR = 1e9;

/**
 * Scaled dot-product self-attention with several heads,
 * `softmax(Q Kᵀ / √(width / heads)) V` a head, and a linear map of the heads side by side.
 * Where a mask keeps nothing, every token is looked at alike.
 *
 * @param x [batch, tokens, width]
 * @param parameters `query`, `key`, `value` and `output`, each with `kernel` [width, width] and
 * `bias` [width]
 * @returns [batch, tokens, width]
 * @throws RangeError when the heads do not divide the width
 * @see Vaswani et al., Attention Is All You Need, 2017
 */
export function selfAttention(
  x: tf.Tensor3D,
  parameters: Parameters,
  { heads, mask }: SelfAttentionOptions,
): tf.Tensor3D {
  const [, tokens, width] = x.shape;
  if (!Number.isInteger(heads) || heads < 1 || width % heads !== 0) {
    throw new RangeError(`expected heads that divide the width ${width}, got ${heads}`);
  }
  const size = width / heads;
  const project = (name: string): tf.Tensor4D => {
    const split = tf.reshape(dense(x, scope(parameters, name)), [-1, tokens, heads, size]);
    return tf.transpose(split, [0, 2, 1, 3]) as tf.Tensor4D;
  };
  // Scaling the query scales the scores, at a fraction of their number.
  const query = tf.mul(project('query'), 1 / Math.sqrt(size));
  const scores = tf.matMul(query, project('key'), false, true);
  const shares = tf.softmax(mask === undefined ? scores : hidePadding(scores, mask));
  const mixed = tf.transpose(tf.matMul(shares, project('value')), [0, 2, 1, 3]);
  return dense(tf.reshape(mixed, [-1, tokens, width]) as tf.Tensor3D, scope(parameters, 'output'));
}

/** Scores [batch, heads, tokens, tokens]; the last axis is what is looked at. */
function hidePadding(scores: tf.Tensor, mask: tf.Tensor2D): tf.Tensor {
  const distance = tf.mul(tf.sub(1, tf.cast(mask, 'float32')), FAR);
  return tf.sub(scores, tf.reshape(distance, [-1, 1, 1, mask.shape[1]]));
}
