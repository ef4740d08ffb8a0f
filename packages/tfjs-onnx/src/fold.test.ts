import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { type TensorFunction, trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import onnxProto from 'onnx-proto';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { noise } from '../test/noise.ts';
import { eager } from '../test/parity.ts';

const image = { x: { shape: [2, 6, 5, 3], dtype: 'float32' } } as const;
const constant = (shape: readonly number[], seed: number) =>
  tf.tensor(noise(shape, seed).data as Float32Array, [...shape]);
const convolve = (x: tf.Tensor, filters = constant([3, 3, 3, 4], 1)) =>
  tf.conv2d(x as tf.Tensor4D, filters as tf.Tensor4D, 1, 'same');

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu' });
});

describe('what is constant is folded', () => {
  const cases: Record<string, { fn: TensorFunction; operators: string[] }> = {
    'batch norm with fixed statistics, into the convolution before it': {
      fn: ({ x }) => {
        const [scale, offset, mean, variance] = [2, 3, 4, 5].map((seed) => constant([4], seed));
        const y = tf.batchNorm(convolve(x!), mean!, tf.square(variance!), offset, scale, 1e-3);
        return { y: tf.relu(y) };
      },
      operators: ['Transpose', 'Conv', 'Relu', 'Transpose', 'Identity'],
    },
    'a bias, a factor and a shift by numbers, into a depthwise convolution': {
      fn: ({ x }) => {
        const filters = constant([3, 3, 3, 2], 1) as tf.Tensor4D;
        const y = tf.depthwiseConv2d(x as tf.Tensor4D, filters, 1, 'valid');
        return { y: tf.sub(tf.mul(tf.add(y, constant([6], 2)), 3), 0.5) };
      },
      operators: ['Transpose', 'Conv', 'Transpose', 'Identity'],
    },
    'arithmetic on constants, to one constant': {
      fn: ({ x }) => {
        const shift = tf.div(tf.sqrt(tf.square(constant([3], 2))), tf.add(constant([], 3), 2));
        return { y: tf.add(x!, tf.neg(shift)) };
      },
      operators: ['Add', 'Identity'],
    },
  };
  for (const [what, { fn, operators }] of Object.entries(cases)) {
    it(what, async () => {
      const { bytes } = trace(fn, image);
      expect(operatorsOf(bytes)).toEqual(operators);
      await expectParity(bytes, fn);
    });
  }
});

describe('what has to stay stays', () => {
  const cases: Record<string, { fn: TensorFunction; operator: string }> = {
    'a factor after a convolution that something else reads too': {
      fn: ({ x }) => {
        const y = convolve(x!);
        return { y: tf.concat([tf.mul(y, constant([4], 2)), y], 3) };
      },
      operator: 'Mul',
    },
    'a factor after a convolution that is a result itself': {
      fn: ({ x }) => {
        const y = convolve(x!);
        return { a: y, b: tf.mul(y, constant([4], 2)) };
      },
      operator: 'Mul',
    },
    'a sum with what is no channel vector': {
      fn: ({ x }) => ({ y: tf.add(convolve(x!), constant([6, 5, 1], 2)) }),
      operator: 'Add',
    },
    'a constant minus a convolution': {
      fn: ({ x }) => ({ y: tf.sub(constant([4], 2), convolve(x!)) }),
      operator: 'Sub',
    },
    'a convolution whose filters are computed': {
      fn: ({ x }) => {
        const filters = tf.mul(constant([3, 3, 3, 4], 1), tf.mean(x!));
        return { y: tf.add(convolve(x!, filters), constant([4], 2)) };
      },
      operator: 'Add',
    },
    'a product of constants that would be larger than either': {
      fn: ({ x }) => ({
        y: tf.add(tf.mean(x!), tf.mul(constant([200, 1], 1), constant([1, 300], 2))),
      }),
      operator: 'Mul',
    },
  };
  for (const [what, { fn, operator }] of Object.entries(cases)) {
    it(what, async () => {
      const { bytes } = trace(fn, image);
      expect(operatorsOf(bytes)).toContain(operator);
      await expectParity(bytes, fn);
    });
  }
});

function operatorsOf(bytes: Uint8Array): string[] {
  return onnxProto.onnx.ModelProto.decode(bytes).graph!.node!.map(({ opType }) => opType!);
}

async function expectParity(bytes: Uint8Array, fn: TensorFunction): Promise<void> {
  const x = noise(image.x.shape, 7);
  const session = await createOnnxSession(bytes, { threads: 1 });
  const outputs = await session.run({ x });
  for (const [name, expected] of Object.entries(await eager(fn, { x }))) {
    expectClose(outputs[name]!, expected, 1e-4);
  }
  await session.dispose();
}
