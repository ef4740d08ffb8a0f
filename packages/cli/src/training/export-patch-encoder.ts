import { disposeParameters, type ParameterArrays, parametersFromArrays } from '@exifclip/nn';
import { embeddingOutputName, patchInputName } from '@exifclip/patch-encoder';
import { compactTower } from '@exifclip/patch-encoder/tower';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * A trained image tower as an ONNX file that takes any number of patches.
 *
 * @param tower the tower's parameters, by their own names
 */
export function exportPatchEncoder(tower: ParameterArrays, patchSize: number): Uint8Array {
  const parameters = parametersFromArrays(tower);
  try {
    const input = { shape: [1, patchSize, patchSize, 3], dtype: 'uint8' } as const;
    const embed = (inputs: Readonly<Record<string, tf.Tensor>>) => ({
      [embeddingOutputName]: compactTower(parameters, inputs[patchInputName] as tf.Tensor4D)
        .embeddings,
    });
    return trace(embed, { [patchInputName]: input }, { symbolicBatch: true, name: 'patch-encoder' })
      .bytes;
  } finally {
    disposeParameters(parameters);
  }
}
