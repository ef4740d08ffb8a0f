import { disposeParameters, type ParameterArrays, parametersFromArrays } from '@exifclip/nn';
import { embeddingOutputName, patchInputName } from '@exifclip/patch-encoder';
import { compactTower, type ImageTower } from '@exifclip/patch-encoder/tower';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';

export interface ExportPatchEncoderOptions {
  /** Side of a patch in pixels. */
  patchSize: number;
  /** What makes embeddings of patches. @defaultValue the compact tower */
  tower?: ImageTower;
}

/**
 * A trained image tower as an ONNX file that takes any number of patches.
 *
 * @param arrays the tower's parameters, by their own names
 */
export function exportPatchEncoder(
  arrays: ParameterArrays,
  { patchSize, tower = compactTower }: ExportPatchEncoderOptions,
): Uint8Array {
  const parameters = parametersFromArrays(arrays);
  try {
    const input = { shape: [1, patchSize, patchSize, 3], dtype: 'uint8' } as const;
    const embed = (inputs: Readonly<Record<string, tf.Tensor>>) => ({
      [embeddingOutputName]: tower(parameters, inputs[patchInputName] as tf.Tensor4D).embeddings,
    });
    return trace(embed, { [patchInputName]: input }, { symbolicBatch: true, name: 'patch-encoder' })
      .bytes;
  } finally {
    disposeParameters(parameters);
  }
}
