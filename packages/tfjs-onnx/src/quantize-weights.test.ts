import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { quantizeWeights, trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../test/noise.ts';

const rows = noise([3, 64], 1).data as Float32Array;
const weights = noise([64, 32], 2).data as Float32Array;

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu' });
});

describe('weights stored as 8-bit integers', () => {
  it('are those of each output channel, rounded to steps of 1/127 of its largest', async () => {
    const quantized = quantizeWeights(product(weights));
    const expected = Float32Array.from(weights, (value, i) => {
      const column = weights.filter((_value, j) => j % 32 === i % 32);
      const step = Math.max(...column.map(Math.abs)) / 127;
      return Math.round(value / step) * step;
    });
    const { data } = await outputOf(quantized, { data: rows, shape: [3, 64] });
    const exact = await outputOf(product(expected), { data: rows, shape: [3, 64] });
    for (const [i, value] of data.entries()) expect(value).toBeCloseTo(exact.data[i]!, 4);
  });

  it('take a quarter of the bytes in a convolution, and move its result by under 1 %', async () => {
    const kernel = tf.tensor(noise([3, 3, 16, 64], 3).data as Float32Array, [3, 3, 16, 64]);
    const { bytes } = trace(
      ({ x }) => ({ y: tf.relu(tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 2, 'same')) }),
      { x: { shape: [1, 9, 9, 16], dtype: 'float32' } },
    );
    const quantized = quantizeWeights(bytes);
    expect(quantized.length / bytes.length).toBeLessThan(0.28);
    const image = { data: noise([1, 9, 9, 16], 4).data as Float32Array, shape: [1, 9, 9, 16] };
    const [before, after] = [await outputOf(bytes, image), await outputOf(quantized, image)];
    const moved = Math.sqrt(sumOfSquares(before.data.map((value, i) => value - after.data[i]!)));
    expect(moved / Math.sqrt(sumOfSquares(before.data))).toBeLessThan(0.01);
    expect(moved).toBeGreaterThan(0);
  });

  it('stay 0 in a channel of zeros', async () => {
    const some = weights.map((value, i) => (i % 32 === 5 ? 0 : value));
    const { data } = await outputOf(quantizeWeights(product(some)), { data: rows, shape: [3, 64] });
    expect(data.filter((_value, i) => i % 32 === 5)).toEqual(Float32Array.of(0, 0, 0));
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('leave small weights, and a graph of such, as they are', () => {
    const bytes = product(weights.subarray(0, 64 * 15), 15);
    expect(quantizeWeights(bytes)).toEqual(bytes);
    const once = quantizeWeights(product(weights));
    expect(quantizeWeights(once)).toEqual(once);
  });
});

describe('what is refused', () => {
  it('a weight that is not finite, by name and place', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const some = weights.slice();
      some[7] = bad;
      expect(() => quantizeWeights(product(some))).toThrow(
        new RegExp(`weight %\\d+ holds ${bad} at 7`),
      );
    }
  });

  it('bytes that are no ONNX model', () => {
    const what = /expected an ONNX model with a graph, got \d+ bytes of something else/;
    for (const bytes of [[], [1, 2, 3, 255], [...new TextEncoder().encode('hello there, text')]]) {
      expect(() => quantizeWeights(Uint8Array.from(bytes))).toThrow(what);
    }
  });
});

/** The graph of `y = x · weights`. */
function product(values: Float32Array, columns = 32): Uint8Array {
  const matrix = tf.tensor2d(values, [64, columns]);
  const inputs = { x: { shape: [3, 64], dtype: 'float32' } } as const;
  return trace(({ x }) => ({ y: tf.matMul(x as tf.Tensor2D, matrix) }), inputs).bytes;
}

async function outputOf(bytes: Uint8Array, x: { data: Float32Array; shape: number[] }) {
  const session = await createOnnxSession(bytes, { threads: 1 });
  try {
    const { y } = await session.run({ x });
    return { data: y!.data as Float32Array };
  } finally {
    await session.dispose();
  }
}

function sumOfSquares(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
