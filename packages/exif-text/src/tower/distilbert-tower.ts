import { l2Normalize, maskedMean, type Parameters } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { type DistilbertConfig, distilbertBaseConfig } from './distilbert-config.ts';
import { distilbertStates } from './distilbert-states.ts';
import type { TokenTensors } from './token-tensors.ts';

/**
 * The text tower of "EXIF as Language": the mean of DistilBERT's last states over the attention
 * mask, at unit length. A pure function: nothing is kept, and the caller tidies what it allocates.
 *
 * @param parameters by the names of `distilbertParameters`
 * @returns [sentences, dim], unit length
 * @throws RangeError when there are more tokens than positions, or shapes do not fit together
 * @see Zheng, Shrivastava and Owens, EXIF as Language, 2023
 */
export function distilbertTower(
  parameters: Parameters,
  tokens: TokenTensors,
  config: DistilbertConfig = distilbertBaseConfig,
): tf.Tensor2D {
  const last = distilbertStates(parameters, tokens, config).at(-1)!;
  return l2Normalize(maskedMean(last, tokens.attentionMask));
}
