import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from './choose-backend.ts';
import { embedding } from './embedding.ts';
import { gelu } from './gelu.ts';
import { layerNorm, layerNormParameters } from './layer-norm.ts';
import { maskedMean } from './masked-mean.ts';
import { type Parameters, prefix } from './parameters.ts';
import { selfAttention } from './self-attention.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe('layerNorm', () => {
  it('gives every vector mean 0 and variance 1, then scales and shifts it', async () => {
    const x = tf.tensor3d([1, 3, 10, 10, -4, 4], [1, 3, 2]);
    const p = { scale: tf.tensor1d([2, 1]), offset: tf.tensor1d([0, 5]) };
    const y = await layerNorm(x, p, { epsilon: 1e-12 }).data();
    [-2, 6, 0, 5, -2, 6].forEach((value, i) => {
      expect(y[i]).toBeCloseTo(value, 5);
    });
    expect([...(await layerNorm(x, layerNormParameters(2)).data())][1]).toBeCloseTo(1, 4);
  });
});

describe('embedding', () => {
  it('looks rows up, of ids of any rank', async () => {
    const p = { table: tf.tensor2d([0, 1, 10, 11, 20, 21], [3, 2]) };
    const ids = tf.tensor2d([[2, 0]], [1, 2], 'int32');
    expect(await embedding(ids, p).array()).toEqual([
      [
        [20, 21],
        [0, 1],
      ],
    ]);
    expect(embedding(tf.zeros([0, 4], 'int32'), p).shape).toEqual([0, 4, 2]);
  });
});

describe('gelu', () => {
  it('is x · Φ(x), to 1e-6', async () => {
    // x · scipy.stats.norm.cdf(x)
    const known = { '-3': -0.00404969, '-1': -0.15865525, 0: 0, 0.5: 0.34573123, 2: 1.9544997 };
    const y = await gelu(tf.tensor1d(Object.keys(known).map(Number))).data();
    Object.values(known).forEach((value, i) => {
      expect(Math.abs(y[i]! - value)).toBeLessThan(1e-6);
    });
  });
});

describe('maskedMean', () => {
  it('leaves padding out, and is zero where nothing is left', async () => {
    const states = tf.tensor3d([1, 2, 3, 4, 100, 100, 7, 7, 7, 7, 7, 7], [2, 3, 2]);
    const mask = tf.tensor2d([1, 1, 0, 0, 0, 0], [2, 3], 'int32');
    expect(await maskedMean(states, mask).array()).toEqual([
      [2, 3],
      [0, 0],
    ]);
  });
});

describe('selfAttention', () => {
  /** The identity everywhere but in the keys. */
  const withKeys = (kernel: tf.Tensor): Parameters => {
    const identity = { kernel: tf.eye(4), bias: tf.zeros([4]) };
    const levels = ['query', 'value', 'output'].map((level) => prefix(identity, level));
    return Object.assign(prefix({ ...identity, kernel }, 'key'), ...levels);
  };
  const x = (): tf.Tensor3D => tf.tensor3d([1, 0, 0, 2, 3, 0, 0, 4, 8, 8, 8, 8], [1, 3, 4]);

  it('takes the mean of what a mask keeps where keys tell nothing apart', async () => {
    const p = withKeys(tf.zeros([4, 4]));
    const mask = tf.tensor2d([1, 1, 0], [1, 3], 'int32');
    const y = await selfAttention(x(), p, { heads: 2, mask }).array();
    for (const row of y[0]!) expect(row).toEqual([2, 0, 0, 3]);
    const all = await selfAttention(x(), p, { heads: 2 }).array();
    expect(all[0]![0]![0]).toBeCloseTo(4, 5);
    const none = await selfAttention(x(), p, { heads: 2, mask: tf.zeros([1, 3]) }).array();
    expect(none[0]![0]![0]).toBeCloseTo(4, 5);
  });

  it('weighs by the exponential of scaled products, a head at a time', async () => {
    const two = tf.tensor3d([1, 0, 0, 0, 0, 0, 0, 0], [1, 2, 4]);
    const y = await selfAttention(two, withKeys(tf.eye(4)), { heads: 2 }).array();
    // first head, first token: scores 1/√2 and 0
    const share = 1 / (1 + Math.exp(-Math.SQRT1_2));
    expect(y[0]![0]![0]).toBeCloseTo(share, 5);
    expect(y[0]![1]![0]).toBeCloseTo(0.5, 5);
  });

  it('has the gradients of finite differences, to 1e-2', async () => {
    const seeded = (seed: number) => ({
      kernel: tf.randomNormal([4, 4], 0, 0.5, 'float32', seed),
      bias: tf.randomNormal([4], 0, 0.5, 'float32', seed + 9),
    });
    const names = ['query', 'key', 'value', 'output'];
    const own = Object.assign({}, ...names.map((name, i) => prefix(seeded(i), name)));
    const mask = tf.tensor2d([1, 1, 0], [1, 3]);
    const loss = (input: tf.Tensor): tf.Scalar =>
      tf.sum(tf.sin(selfAttention(input as tf.Tensor3D, own, { heads: 2, mask })));
    const at = tf.randomNormal([1, 3, 4], 0, 1, 'float32', 5);
    const gradient = await tf.grad(loss)(at).data();
    for (let i = 0; i < 12; i++) {
      const nudge = tf.reshape(tf.mul(tf.oneHot(i, 12), 1e-2), [1, 3, 4]);
      const [up, down] = [loss(tf.add(at, nudge)), loss(tf.sub(at, nudge))];
      const slope = ((await up.data())[0]! - (await down.data())[0]!) / 2e-2;
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-2);
    }
  });

  it('refuses heads that do not divide the width', () => {
    const p = withKeys(tf.eye(4));
    expect(() => selfAttention(x(), p, { heads: 3 })).toThrow(
      new RangeError('expected heads that divide the width 4, got 3'),
    );
    expect(() => selfAttention(x(), p, { heads: 0 })).toThrow(RangeError);
  });
});
