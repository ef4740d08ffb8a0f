import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logitScale } from './logit-scale.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe('logitScale', () => {
  it('is e^x with gradient e^x between its limits, and the limit without a gradient outside', async () => {
    const f = tf.valueAndGrad((x) => logitScale(x as tf.Scalar, { floor: 2, cap: 50 }));
    for (const [x, value, slope] of [
      [Math.log(7), 7, 7],
      [-3, 2, 0],
      [60, 50, 0],
    ] as const) {
      const { value: got, grad } = f(tf.scalar(x));
      expect((await got.data())[0]).toBeCloseTo(value, 4);
      expect((await grad.data())[0]).toBeCloseTo(slope, 4);
    }
  });

  it('is capped at 100 unless told otherwise, and takes a number too', async () => {
    expect((await logitScale(10).data())[0]).toBe(100);
    expect((await logitScale(Math.log(300), { cap: 1000 }).data())[0]).toBeCloseTo(300, 3);
    expect((await logitScale(Number.NaN).data())[0]).toBeNaN();
  });

  it('refuses limits that leave nothing', () => {
    for (const options of [{ floor: 3, cap: 2 }, { floor: -1 }, { cap: Number.NaN }]) {
      expect(() => logitScale(1, options)).toThrow(RangeError);
    }
  });
});
