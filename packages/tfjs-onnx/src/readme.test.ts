import { readFileSync } from 'node:fs';
import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { compile, type TensorFunction, trace, traceableKernels } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { noise } from '../test/noise.ts';
import { eager } from '../test/parity.ts';

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
});

it('the first example of the README exports a graph for any batch', async () => {
  const written: Uint8Array[] = [];
  const writeFileSync = (_: string, file: Uint8Array) => written.push(file);
  // #region export
  const kernel = tf.randomNormal<tf.Rank.R4>([3, 3, 3, 16]);
  const { bytes } = trace(
    ({ images }) => ({ features: tf.mean(tf.relu(tf.conv2d(images, kernel, 2, 'same')), [1, 2]) }),
    { images: { shape: [1, 64, 64, 3], dtype: 'float32' } },
    { symbolicBatch: true },
  );
  writeFileSync('tower.onnx', bytes);
  // #endregion
  const session = await createOnnxSession(written[0]!, { threads: 1 });
  const images = noise([3, 64, 64, 3], 1);
  const same: TensorFunction = ({ images }) => ({
    features: tf.mean(tf.relu(tf.conv2d(images as tf.Tensor4D, kernel, 2, 'same')), [1, 2]),
  });
  const { features } = await session.run({ images });
  expectClose(features!, (await eager(same, { images })).features!, 1e-4);
  await session.dispose();
});

it('the second example of the README trains', async () => {
  // #region training
  const step = await compile(
    ({ weights, x, y }) => {
      const loss = (w: tf.Tensor2D) => tf.losses.meanSquaredError(y, tf.matMul(x, w));
      const { value, grad } = tf.valueAndGrad(loss)(weights);
      return { weights: tf.sub(weights, tf.mul(grad, 0.1)), loss: value };
    },
    {
      weights: { shape: [3, 1], dtype: 'float32' },
      x: { shape: [32, 3], dtype: 'float32' },
      y: { shape: [32, 1], dtype: 'float32' },
    },
  );
  // #endregion
  const x = noise([32, 3], 1);
  const data = x.data as Float32Array;
  const sums = Float32Array.from({ length: 32 }, (_, i) => data[3 * i]! - 2 * data[3 * i + 2]!);
  const batches = new Array(200).fill({ x, y: { data: sums, shape: [32, 1] } });
  const losses: number[] = [];
  const log = (loss: number) => losses.push(loss);
  // #region loop
  const loop = await step.loop({ weights: { data: new Float32Array(3), shape: [3, 1] } });
  for (const { x, y } of batches) {
    const { loss } = await loop.run({ x, y });
    log(loss!.data[0] as number);
  }
  const { weights } = await loop.read();
  // #endregion
  expect(losses.at(-1)).toBeLessThan(1e-3 * losses[0]!);
  expectClose(weights!, { data: Float32Array.of(1, 0, -2), shape: [3, 1] }, 1e-2);
  await step.dispose();
});

it('the examples of the README are those above, and it lists every kernel', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const regions = [...source.matchAll(/#region \w+\n([\s\S]*?) *\/\/ #endregion/g)].slice(0, 3);
  expect(regions).toHaveLength(3);
  for (const [, region] of regions) expect(readme).toContain(region!.replace(/^ {2}/gm, ''));
  const listed = /<!-- kernels -->([\s\S]*?)<!-- \/kernels -->/.exec(readme)?.[1] ?? '';
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, kernel]) => kernel)).toEqual(traceableKernels());
});
