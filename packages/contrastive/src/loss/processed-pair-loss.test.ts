import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { processedPairLoss } from './processed-pair-loss.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

const ids = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');

describe('processedPairLoss', () => {
  it('is log(1 + e^−gap) for one sibling each, whatever other photos there are', async () => {
    const views = tf.tensor2d([
      [1, 0],
      [0.6, 0.8],
      [1, 0],
    ]);
    const loss = processedPairLoss(views, views, 5, ids(7, 7, 8));
    // own cosine 1, sibling's 0.6
    expect((await loss.data())[0]).toBeCloseTo(Math.log(1 + Math.exp(-5 * 0.4)), 6);
  });

  it('is zero with zero gradients where no row has a sibling, or a batch of one', async () => {
    for (const photoIds of [ids(1, 2, 3), ids(1)]) {
      const views = tf.ones<tf.Rank.R2>([photoIds.shape[0], 2]);
      const f = (a: tf.Tensor) => processedPairLoss(a as tf.Tensor2D, views, 5, photoIds);
      const { value, grad } = tf.valueAndGrad(f)(views);
      expect((await value.data())[0]).toBeCloseTo(0, 12);
      expect((await tf.max(tf.abs(grad)).data())[0]).toBe(0);
    }
  });

  it('does not tell siblings with one sentence apart', async () => {
    const views = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    const equal = processedPairLoss(views, views, 1, ids(1, 1), { sentenceIds: ids(4, 4) });
    expect((await equal.data())[0]).toBeCloseTo(0, 12);
    const other = processedPairLoss(views, views, 1, ids(1, 1), { sentenceIds: ids(4, 5) });
    expect((await other.data())[0]).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
  });
});
