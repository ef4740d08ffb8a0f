import { embedding, type Parameters, parameter, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The sum of what each token is and of where it stands.
 *
 * @param parameters `words/table` [vocabularySize, width] and `positions/table` [maxTokens, width]
 * @param inputIds [sentences, tokens], int32
 * @returns [sentences, tokens, width]
 * @throws RangeError when there are more tokens than positions
 */
export function embedTokens(parameters: Parameters, inputIds: tf.Tensor2D): tf.Tensor3D {
  const [, length] = inputIds.shape;
  const positions = parameter<tf.Tensor2D>(parameters, 'positions/table');
  const [maxTokens, width] = positions.shape;
  if (length > maxTokens) {
    throw new RangeError(`expected at most ${maxTokens} tokens a sentence, got ${length}`);
  }
  const words = embedding(inputIds, scope(parameters, 'words'));
  return tf.add(words, tf.slice(positions, [0, 0], [length, width]));
}
