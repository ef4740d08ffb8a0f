import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from './choose-backend.ts';
import { parametersFromArrays, parametersToArrays } from './parameter-arrays.ts';
import { countParameters, disposeParameters, parameter, prefix, scope } from './parameters.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu' }));

describe('parameters', () => {
  it('`scope` takes a level away and `prefix` puts it back', () => {
    const parameters = {
      'a/kernel': tf.zeros([2, 3]),
      'a/bias': tf.zeros([3]),
      'ab/bias': tf.zeros([1]),
    };
    expect(Object.keys(scope(parameters, 'a'))).toEqual(['kernel', 'bias']);
    expect(prefix(scope(parameters, 'ab'), 'ab')).toEqual({ 'ab/bias': parameters['ab/bias'] });
  });

  it('`scope` and `parameter` say what is there when a name is not', () => {
    const parameters = { 'a/kernel': tf.zeros([2]) };
    expect(() => scope(parameters, 'b')).toThrow(
      new RangeError('expected parameters below "b/", got "a/kernel"'),
    );
    expect(() => parameter({}, 'kernel')).toThrow(/named "kernel", got no parameters at all/);
  });

  it('`countParameters` counts values and `disposeParameters` frees all tensors', () => {
    const before = tf.memory().numTensors;
    const parameters = { a: tf.zeros([2, 3]), b: tf.scalar(1), c: tf.zeros([0]) };
    expect(countParameters(parameters)).toBe(7);
    disposeParameters(parameters);
    disposeParameters(parameters);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('`parametersFromArrays` and `parametersToArrays` are each other’s inverse', async () => {
    const arrays = {
      'a/kernel': { data: Float32Array.of(1, Number.NaN, -0, 3e38), shape: [2, 2] },
      scale: { data: Float32Array.of(7), shape: [] },
      empty: { data: new Float32Array(0), shape: [0, 5] },
    };
    expect(await parametersToArrays(parametersFromArrays(arrays))).toEqual(arrays);
  });

  it('`parametersFromArrays` refuses an array that does not fill its shape', () => {
    const arrays = { k: { data: new Float32Array(5), shape: [2, 3] } };
    expect(() => parametersFromArrays(arrays)).toThrow(
      new RangeError('expected 6 values for parameter "k" of shape [2,3], got 5'),
    );
  });

  it('`parametersToArrays` refuses tensors that are not float32', async () => {
    const ids = tf.tensor1d([1, 2], 'int32');
    await expect(parametersToArrays({ ids })).rejects.toThrow(/"ids" to be float32, got int32/);
  });
});
