import { type DistilbertConfig, distilbertTower } from '@exifclip/exif-text/tower';
import { textOutputName, tokenInputNames } from '@exifclip/models';
import { disposeParameters, type ParameterArrays, parametersFromArrays } from '@exifclip/nn';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * A DistilBERT as an ONNX file that takes any number of sentences of `maxTokens` tokens.
 *
 * @param tower the tower's parameters, by their own names
 */
export function exportTextEncoder(
  tower: ParameterArrays,
  config: DistilbertConfig,
  maxTokens: number,
): Uint8Array {
  const parameters = parametersFromArrays(tower);
  const [inputIds, attentionMask] = tokenInputNames;
  const input = { shape: [1, maxTokens], dtype: 'int32' } as const;
  const embed = (inputs: Readonly<Record<string, tf.Tensor>>) => {
    const tokens = {
      inputIds: inputs[inputIds] as tf.Tensor2D,
      attentionMask: inputs[attentionMask] as tf.Tensor2D,
    };
    return { [textOutputName]: distilbertTower(parameters, tokens, config) };
  };
  try {
    const inputs = { [inputIds]: input, [attentionMask]: input };
    return trace(embed, inputs, { symbolicBatch: true, name: 'text-encoder' }).bytes;
  } finally {
    disposeParameters(parameters);
  }
}
