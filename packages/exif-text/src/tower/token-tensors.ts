import type * as tf from '@tensorflow/tfjs-core';

/** A batch of token sequences, padded to one length, as a text tower takes it. */
export interface TokenTensors {
  /** [sentences, tokens], int32: rows of the vocabulary. */
  inputIds: tf.Tensor2D;
  /** `[sentences, tokens]`: 1 for a token, 0 for padding. */
  attentionMask: tf.Tensor2D;
}
