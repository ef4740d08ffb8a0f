import { chooseBackend } from '@exifclip/nn/backend';
import type { TensorValue } from '@exifclip/onnx';
import { compile, type TensorFunction } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/expect-close.ts';
import { noise } from '../../test/noise.ts';
import { eager, specs } from '../../test/parity.ts';

type Inputs = Readonly<Record<string, TensorValue>>;

async function traced(fn: TensorFunction, inputs: Inputs): Promise<Inputs> {
  const compiled = await compile(fn, specs(inputs), { threads: 1 });
  const results = await compiled.run(inputs);
  await compiled.dispose();
  return results;
}

describe('where the kernels of tfjs cpu are wrong, traced graphs are right', () => {
  beforeAll(async () => {
    await chooseBackend({ prefer: 'cpu', training: true });
  });

  for (const [size, stride] of [
    [2, 2],
    [3, 1],
    [3, 2],
  ] as const) {
    it(`the gradient of \`avgPool\` ${size}×${size}, stride ${stride}, same padding, is its transpose`, async () => {
      const pool = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, size, stride, 'same');
      const image = noise([1, 9, 8, 1], 1);
      const weights = noise([1, Math.ceil(9 / stride), Math.ceil(8 / stride), 1], 2);
      const { gradient } = await traced(
        ({ x, w }) => ({ gradient: tf.grad((y) => tf.sum(tf.mul(pool(y), w!)))(x!) }),
        { x: image, w: weights },
      );
      // The pooling is linear, so its transpose follows from what it makes of each lone pixel.
      const { expected } = await eager(
        ({ w }) => {
          const lonePixels = tf.reshape(tf.eye(9 * 8), [9 * 8, 9, 8, 1]);
          const shares = tf.sum(tf.mul(pool(lonePixels), w!), [1, 2, 3]);
          return { expected: tf.reshape(shares, [1, 9, 8, 1]) };
        },
        { w: weights },
      );
      expectClose(gradient!, expected!, 1e-5);
    });
  }

  it('`stridedSlice` that drops an axis and takes steps along another', async () => {
    const x = { data: Float32Array.from({ length: 35 }, (_, i) => i), shape: [5, 7] };
    const { y } = await traced(
      ({ x }) => ({ y: tf.stridedSlice(x!, [1, 2], [2, 7], [1, 2], 0, 0, 0, 0, 1) }),
      { x },
    );
    expect(y).toEqual({ data: Float32Array.of(9, 11, 13), shape: [3] });
  });

  it('`matMul` of batches that are broadcast on both sides', async () => {
    const [a, b] = [noise([2, 1, 5, 7], 1), noise([3, 7, 4], 2)];
    const { y } = await traced(({ a, b }) => ({ y: tf.matMul(a!, b!) }), { a, b });
    const { expected } = await eager(
      ({ a, b }) => {
        const left = tf.reshape(tf.tile(a!, [1, 3, 1, 1]), [6, 5, 7]);
        const right = tf.tile(b!, [2, 1, 1]);
        return { expected: tf.reshape(tf.matMul(left, right), [2, 3, 5, 4]) };
      },
      { a, b },
    );
    expectClose(y!, expected!, 1e-5);
  });

  it('where tfjs has no right gradient, of a convolution that rounds its size up, tracing throws', async () => {
    const inputs = { x: noise([2, 9, 8, 4], 1), w: noise([3, 3, 4, 6], 2) };
    const round = ({ x, w }: Parameters<TensorFunction>[0]) => ({
      gradient: tf.grad((y) =>
        tf.sum(tf.conv2d(y as tf.Tensor4D, w as tf.Tensor4D, 2, 0, 'NHWC', 1, 'ceil')),
      )(x!),
    });
    await expect(traced(round, inputs)).rejects.toThrow(/expected the gradient of a convolution/);
  });
});
