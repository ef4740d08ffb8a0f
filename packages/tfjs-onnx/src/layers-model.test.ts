import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession, type RuntimeName } from '@exifclip/onnx';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { noise } from '../test/noise.ts';
import { eager } from '../test/parity.ts';

const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];

it('a model of tfjs-layers exports through `model.apply`', async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
  const model = layers.sequential();
  const convolution = { filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' } as const;
  model.add(layers.layers.conv2d({ ...convolution, inputShape: [12, 10, 3] }));
  model.add(layers.layers.batchNormalization());
  model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
  model.add(layers.layers.depthwiseConv2d({ kernelSize: 3, activation: 'elu' }));
  model.add(layers.layers.globalAveragePooling2d({}));
  model.add(layers.layers.dropout({ rate: 0.5 }));
  model.add(layers.layers.dense({ units: 4, activation: 'softmax' }));
  const classify = ({ images }: Readonly<Record<string, tf.Tensor>>) => ({
    scores: model.apply(images!) as tf.Tensor,
  });
  const spec = { images: { shape: [1, 12, 10, 3], dtype: 'float32' } } as const;
  const { bytes } = trace(classify, spec, { symbolicBatch: true });
  const images = noise([5, 12, 10, 3], 1);
  const { scores: expected } = await eager(classify, { images });
  for (const runtime of runtimes) {
    const session = await createOnnxSession(bytes, { runtime, threads: 1 });
    const { scores } = await session.run({ images });
    expect(scores!.shape).toEqual([5, 4]);
    expectClose(scores!, expected!, 1e-4);
    await session.dispose();
  }
});
