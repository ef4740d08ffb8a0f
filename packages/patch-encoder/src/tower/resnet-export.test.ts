import { readFile } from 'node:fs/promises';
import { disposeParameters } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { noiseImage } from '../../test/noise-image.ts';
import { torchRuleParameters } from '../../test/torch-rule.ts';
import {
  createOnnxPatchEncoder,
  embeddingOutputName,
  patchInputName,
} from '../create-onnx-patch-encoder.ts';
import { createTfjsPatchEncoder } from './create-tfjs-patch-encoder.ts';
import { resNetParameters } from './resnet-parameters.ts';
import { resNetTower } from './resnet-tower.ts';

const sizes = { id: 'resnet50', dim: 768, patchSize: 124 };
const patches = { data: noiseImage(124, 2 * 124).data, shape: [2, 124, 124, 3] };
const first = { data: patches.data.subarray(0, 124 * 124 * 3), shape: [1, 124, 124, 3] };
let graph: Uint8Array;
let expected: Float32Array;

beforeAll(async () => {
  await chooseBackend({ prefer: 'wasm' });
  const file = new URL('../fixtures/resnet50.json', import.meta.url);
  const { tensors } = JSON.parse(await readFile(file, 'utf8'));
  const parameters = torchRuleParameters(resNetParameters(), tensors);
  const eager = createTfjsPatchEncoder(resNetTower, parameters, sizes);
  expected = (await eager.encode(patches)).data;
  graph = trace(
    (inputs) => ({
      [embeddingOutputName]: resNetTower(parameters, inputs[patchInputName] as tf.Tensor4D)
        .embeddings,
    }),
    { [patchInputName]: { shape: [1, 124, 124, 3], dtype: 'uint8' } },
    { symbolicBatch: true },
  ).bytes;
  disposeParameters(parameters);
});

for (const runtime of ['onnxruntime-node', 'onnxruntime-web'] as const) {
  test(`ResNet-50 at 124×124 exported agrees in ${runtime} with eager tfjs to 1e-4, for one patch and two`, async () => {
    const encoder = await createOnnxPatchEncoder(graph, { ...sizes, runtime, threads: 1 });
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (const batch of [patches, first]) {
      const { data, shape } = await encoder.encode(batch);
      expect(shape).toEqual([batch.shape[0], 768]);
      data.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4 * largest);
      });
    }
    await encoder.dispose();
  });
}
