import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { pairwiseSigmoid } from './pairwise-sigmoid.ts';
import { sigLipLoss } from './sig-lip-loss.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe('sigLipLoss', () => {
  it('is n log 2 where nothing is known: every one of the n² pairs is a coin', async () => {
    const zeros = tf.zeros<tf.Rank.R2>([5, 3]);
    expect((await sigLipLoss(zeros, zeros, 10, 0).data())[0]).toBeCloseTo(5 * Math.log(2), 5);
  });

  it('asks of one pair alone whether it belongs together', async () => {
    const one = tf.tensor2d([[1, 0]]);
    const expected = Math.log(1 + Math.exp(-(10 - 8)));
    expect((await sigLipLoss(one, one, 10, -8).data())[0]).toBeCloseTo(expected, 6);
  });

  it('stays finite, and so do its gradients, where all pairs are wrong by far', async () => {
    const logits = tf.tensor2d([
      [-1e4, 1e4],
      [1e4, -1e4],
    ]);
    const { value, grad } = tf.valueAndGrad((x) => pairwiseSigmoid(x as tf.Tensor2D))(logits);
    expect((await value.data())[0]).toBeCloseTo(2e4, 1);
    expect([...(await grad.data())]).toEqual([-0.5, 0.5, 0.5, -0.5]);
  });

  it('gives ignored pairs exactly no gradient, and never ignores the diagonal', async () => {
    const all = tf.ones<tf.Rank.R2>([2, 2], 'bool');
    const f = (x: tf.Tensor) => pairwiseSigmoid(x as tf.Tensor2D, { ignoredPairs: all });
    const gradient = [
      ...(await tf
        .grad(f)(tf.zeros([2, 2]))
        .data()),
    ];
    expect(gradient.map((v) => v + 0)).toEqual([-0.25, 0, 0, -0.25]);
  });

  it('hands NaN on instead of hiding it', async () => {
    const a = tf.tensor2d([[Number.NaN, 0]]);
    expect((await sigLipLoss(a, tf.ones([1, 2]), 1, 0).data())[0]).toBeNaN();
  });

  it('refuses embeddings and pairs of different shape', () => {
    expect(() => sigLipLoss(tf.zeros([3, 4]), tf.zeros([2, 4]), 1, 0)).toThrow(RangeError);
    for (const name of ['ignoredPairs', 'positivePairs']) {
      const pairs = { [name]: tf.zeros([2, 2], 'bool') };
      expect(() => sigLipLoss(tf.eye(3), tf.eye(3), 1, 0, pairs)).toThrow(
        new RangeError('expected pairs of shape [3,3], got [2,2]'),
      );
    }
  });
});
