import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { duplicatePairs } from './duplicate-pairs.ts';
import { sentenceIds } from './sentence-ids.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu' }));

describe('sentenceIds', () => {
  it('gives equal sentences one number, and others others', () => {
    const ids = sentenceIds(['b', 'a', 'b', '', 'a', 'A', '__proto__', '']);
    expect([...ids]).toEqual([0, 1, 0, 3, 1, 5, 6, 3]);
    expect(sentenceIds([])).toEqual(new Int32Array(0));
  });
});

describe('duplicatePairs', () => {
  it('is true for equal ids off the diagonal', async () => {
    const pairs = duplicatePairs(tf.tensor1d(sentenceIds(['x', 'y', 'x']), 'int32'));
    expect(pairs.dtype).toBe('bool');
    expect([...(await pairs.data())]).toEqual([0, 0, 1, 0, 0, 0, 1, 0, 0]);
    expect([...(await duplicatePairs(tf.tensor1d([9], 'int32')).data())]).toEqual([0]);
  });
});
