import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import onnxProto from 'onnx-proto';
import type { DistilbertConfig } from '../src/tower/distilbert-config.ts';
import { distilbertParameters } from '../src/tower/distilbert-parameters.ts';

/** The sizes of the shared model `distilbert-random-tiny`. */
export const tinyDistilbertConfig: DistilbertConfig = {
  vocabularySize: 30522,
  maxTokens: 512,
  dim: 64,
  layers: 2,
  heads: 4,
  hidden: 256,
};

/**
 * The tower's parameters from that model's graph: its float tensors stand in Hugging Face's order,
 * linear maps as they are used.
 */
export function onnxDistilbertParameters(graph: Uint8Array): Parameters {
  const tensors = onnxProto.onnx.ModelProto.decode(graph).graph!.initializer!.filter(
    ({ dataType, dims }) => dataType === 1 && dims!.length > 0,
  );
  const entries = distilbertParameters(tinyDistilbertConfig).map(({ name, shape }, i) => {
    const values = new Float32Array(Uint8Array.from(tensors[i]!.rawData!).buffer);
    return [name, tf.tensor(values, [...shape])] as const;
  });
  return Object.fromEntries(entries);
}
