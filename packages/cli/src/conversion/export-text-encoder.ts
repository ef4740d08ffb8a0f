import type { TokenTensors } from '@exifclip/exif-text/tower';
import { textOutputName, tokenInputNames } from '@exifclip/models';
import {
  disposeParameters,
  type ParameterArrays,
  type Parameters,
  parametersFromArrays,
} from '@exifclip/nn';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * A text tower as an ONNX file that takes any number of sentences of `maxTokens` tokens.
 *
 * @param arrays the tower's parameters, by their own names
 */
export function exportTextEncoder(
  arrays: ParameterArrays,
  tower: (parameters: Parameters, tokens: TokenTensors) => tf.Tensor2D,
  maxTokens: number,
): Uint8Array {
  const parameters = parametersFromArrays(arrays);
  const [inputIds, attentionMask] = tokenInputNames;
  const input = { shape: [1, maxTokens], dtype: 'int32' } as const;
  const embed = (inputs: Readonly<Record<string, tf.Tensor>>) => {
    const tokens = {
      inputIds: inputs[inputIds] as tf.Tensor2D,
      attentionMask: inputs[attentionMask] as tf.Tensor2D,
    };
    return { [textOutputName]: tower(parameters, tokens) };
  };
  try {
    const inputs = { [inputIds]: input, [attentionMask]: input };
    return trace(embed, inputs, { symbolicBatch: true, name: 'text-encoder' }).bytes;
  } finally {
    disposeParameters(parameters);
  }
}
