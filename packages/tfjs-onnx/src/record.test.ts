import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

// No backend is registered in this file: a graph can be made where none is installed.
it('`trace` needs no tfjs backend, and leaves none behind', () => {
  const row = { shape: [2, 3], dtype: 'float32' } as const;
  const negate = () => trace(({ x }) => ({ y: tf.neg(x!) }), { x: row });
  expect(negate().outputNames).toEqual(['y']);
  expect(tf.getBackend()).toBeFalsy();
  expect(negate().bytes).toEqual(negate().bytes);
});
