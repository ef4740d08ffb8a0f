import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm, batchNormParameters } from './batch-norm.ts';
import { chooseBackend } from './choose-backend.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { glorotUniform } from './glorot-uniform.ts';
import { heNormal } from './he-normal.ts';
import { l2Normalize } from './l2-normalize.ts';
import { maxPool2d } from './max-pool2d.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu' }));

describe('conv2d', () => {
  it('adds up what the kernel sees, and the bias', async () => {
    const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
    const p = { kernel: tf.ones([3, 3, 1, 1]), bias: tf.tensor1d([10]) };
    expect([...(await conv2d(x, p).data())]).toEqual([14, 16, 14, 16, 19, 16, 14, 16, 14]);
    expect([...(await conv2d(x, p, { pad: 'valid' }).data())]).toEqual([19]);
    expect([...(await conv2d(x, p, { pad: 1, strides: 2 }).data())]).toEqual([14, 14, 14, 14]);
  });

  it('says which parameter is missing', () => {
    const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
    expect(() => conv2d(x, { weight: x })).toThrow(/named "kernel", got "weight"/);
  });
});

describe('maxPool2d', () => {
  it('takes the largest under each window, and nothing from the padding', async () => {
    const x = tf.tensor4d([-1, -2, -3, -4, -5, -6, -7, -8, -9], [1, 3, 3, 1]);
    const y = maxPool2d(x, { size: 3, strides: 2, pad: 1 });
    expect(y.shape).toEqual([1, 2, 2, 1]);
    expect([...(await y.data())]).toEqual([-1, -2, -4, -5]);
    expect([...(await maxPool2d(x, { size: 2 }).data())]).toEqual([-1]);
  });
});

describe('dense', () => {
  const p = () => ({
    kernel: tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]),
    bias: tf.tensor1d([1, 0, 0]),
  });

  it('maps rows', async () => {
    expect(await dense(tf.tensor2d([[1, 1]]), p()).array()).toEqual([[6, 7, 9]]);
  });

  it('maps the last axis of tensors of higher rank', async () => {
    const x = tf.tensor3d([1, 1, 0, 1, 1, 0, 0, 0], [2, 2, 2]);
    const rows = await dense(tf.reshape(x, [4, 2]) as tf.Tensor2D, p()).data();
    const y = dense(x, p());
    expect(y.shape).toEqual([2, 2, 3]);
    expect([...(await y.data())]).toEqual([...rows]);
  });
});

describe('batchNorm', () => {
  const x = () => tf.tensor2d([1, 10, 3, 10, 5, 40], [3, 2]);

  it('gives each channel mean 0 and variance 1 in training', async () => {
    const { output } = batchNorm(x(), batchNormParameters(2), { training: true, epsilon: 0 });
    const r = Math.sqrt(3 / 2);
    const expected = [-r, -Math.SQRT1_2, 0, -Math.SQRT1_2, r, Math.SQRT2];
    (await output.data()).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
  });

  it('moves the running statistics towards the batch’s, with the biased variance', async () => {
    const { updates } = batchNorm(x(), batchNormParameters(2), { training: true, momentum: 0.75 });
    expect(Object.keys(updates)).toEqual(['mean', 'variance']);
    const mean = await updates.mean!.data();
    expect([...mean]).toEqual([0.75, 5]);
    const [a, b] = await updates.variance!.data();
    expect(a).toBeCloseTo(0.75 + (0.25 * 8) / 3, 5);
    expect(b).toBeCloseTo(0.75 + 0.25 * 200, 4);
  });

  it('moves the running variance by the unbiased one where it is asked to, as PyTorch does', async () => {
    // torch.nn.BatchNorm1d(2, momentum=0.25): 0.75 + 0.25 · 4, 0.75 + 0.25 · 300
    const options = { training: true, momentum: 0.75, runningVariance: 'unbiased' } as const;
    const { updates } = batchNorm(x(), batchNormParameters(2), options);
    const [a, b] = await updates.variance!.data();
    expect(a).toBeCloseTo(1.75, 5);
    expect(b).toBeCloseTo(75.75, 4);
    expect(() => batchNorm(tf.ones([1, 2]), batchNormParameters(2), options)).toThrow(
      new RangeError(
        'expected at least 2 values a channel for an unbiased variance, got shape [1,2]',
      ),
    );
  });

  it('uses the running statistics and returns no updates otherwise', async () => {
    const p = {
      scale: tf.tensor1d([2, 1]),
      offset: tf.tensor1d([1, 0]),
      mean: tf.tensor1d([3, 10]),
      variance: tf.tensor1d([4, 100]),
    };
    const { output, updates } = batchNorm(x(), p, { epsilon: 0 });
    expect(updates).toEqual({});
    const expected = [-1, 0, 1, 0, 3, 3];
    (await output.data()).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
  });

  it('agrees with tfjs’s own on images, a constant channel included', async () => {
    const images = tf.concat(
      [tf.randomNormal([2, 3, 4, 2], 5, 3, 'float32', 1), tf.fill([2, 3, 4, 1], 7)],
      3,
    ) as tf.Tensor4D;
    const { mean, variance } = tf.moments(images, [0, 1, 2]);
    const reference = await tf
      .batchNorm(images, mean as tf.Tensor1D, variance as tf.Tensor1D, undefined, undefined, 1e-5)
      .data();
    const { output } = batchNorm(images, batchNormParameters(3), { training: true });
    (await output.data()).forEach((value, i) => {
      expect(Math.abs(value - reference[i]!)).toBeLessThan(1e-4);
    });
  });
});

describe('l2Normalize', () => {
  it('makes rows unit length and leaves zeros zero', async () => {
    const y = await l2Normalize(tf.tensor2d([3, 4, 0, 0, 1e-3, 0], [3, 2])).data();
    [0.6, 0.8, 0, 0, 1, 0].forEach((value, i) => {
      expect(y[i]).toBeCloseTo(value, 6);
    });
  });
});

describe('initialisers', () => {
  it('`heNormal` has variance 2 / fanIn and repeats with its seed', async () => {
    const values = await heNormal([100, 100], 50, 3).data<'float32'>();
    const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    expect(variance).toBeGreaterThan(0.038);
    expect(variance).toBeLessThan(0.042);
    expect(await heNormal([100, 100], 50, 3).data()).toEqual(values);
    expect(await heNormal([100, 100], 50, 4).data()).not.toEqual(values);
    expect(() => heNormal([1], 0, 1)).toThrow(RangeError);
  });

  it('`glorotUniform` stays within its limit and fills it', async () => {
    const values = await glorotUniform([100, 100], 4, 2, 1).data<'float32'>();
    const largest = Math.max(...values.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(1);
    expect(largest).toBeGreaterThan(0.99);
    expect(() => glorotUniform([1], 0, Number.NaN, 1)).toThrow(RangeError);
  });
});
