import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { narrowWeights, trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../test/noise.ts';

const rows = noise([3, 64], 1).data as Float32Array;
const weights = noise([64, 32], 2).data as Float32Array;

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu' });
});

describe('weights stored as float16', () => {
  it('are the nearest of 1,024 steps between powers of two', async () => {
    const rounded = weights.map((value) => {
      const step = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
      return Math.round(value / step) * step;
    });
    const narrowed = await outputOf(narrowWeights(product(weights)), rows);
    const exact = await outputOf(product(rounded), rows);
    for (const [i, value] of narrowed.entries()) expect(value).toBeCloseTo(exact[i]!, 5);
    expect(narrowed).not.toEqual(await outputOf(product(weights), rows));
  });

  it('take half of the bytes in a convolution, and move its result by under 0.1 %', async () => {
    const kernel = tf.tensor(noise([3, 3, 16, 64], 3).data as Float32Array, [3, 3, 16, 64]);
    const { bytes } = trace(
      ({ x }) => ({ y: tf.relu(tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 2, 'same')) }),
      { x: { shape: [1, 9, 9, 16], dtype: 'float32' } },
    );
    const narrowed = narrowWeights(bytes);
    expect(narrowed.length / bytes.length).toBeLessThan(0.52);
    const image = noise([1, 9, 9, 16], 4).data as Float32Array;
    const before = await outputOf(bytes, image, [1, 9, 9, 16]);
    const after = await outputOf(narrowed, image, [1, 9, 9, 16]);
    const moved = lengthOf(before.map((value, i) => value - after[i]!));
    expect(moved / lengthOf(before)).toBeLessThan(0.001);
  });

  it('leave small tensors, and what is narrow already, as they are', () => {
    const bytes = product(weights.subarray(0, 64 * 15), 15);
    expect(narrowWeights(bytes)).toEqual(bytes);
    const once = narrowWeights(product(weights));
    expect(narrowWeights(once)).toEqual(once);
  });
});

describe('what is refused', () => {
  it('a weight that is not finite, or too large, by name and place', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 70000]) {
      const some = weights.slice();
      some[7] = bad;
      expect(() => narrowWeights(product(some))).toThrow(
        new RegExp(`weight %\\d+ holds ${bad} at 7, beyond float16`),
      );
    }
  });

  it('bytes that are no ONNX model', () => {
    const what = /expected an ONNX model with a graph, got \d+ bytes of something else/;
    for (const bytes of [[], [1, 2, 3, 255], [...new TextEncoder().encode('hello there, text')]]) {
      expect(() => narrowWeights(Uint8Array.from(bytes))).toThrow(what);
    }
  });
});

/** The graph of `y = x · weights`. */
function product(values: Float32Array, columns = 32): Uint8Array {
  const matrix = tf.tensor2d(values, [64, columns]);
  const inputs = { x: { shape: [3, 64], dtype: 'float32' } } as const;
  return trace(({ x }) => ({ y: tf.matMul(x as tf.Tensor2D, matrix) }), inputs).bytes;
}

async function outputOf(bytes: Uint8Array, data: Float32Array, shape: number[] = [3, 64]) {
  const session = await createOnnxSession(bytes, { threads: 1 });
  try {
    const { y } = await session.run({ x: { data, shape } });
    return y!.data as Float32Array;
  } finally {
    await session.dispose();
  }
}

function lengthOf(values: Float32Array): number {
  return Math.hypot(...values);
}
