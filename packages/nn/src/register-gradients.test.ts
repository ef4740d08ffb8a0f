import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { chooseBackend, registerGradients } from './backend.ts';

it('`registerGradients` makes tfjs-core differentiate in Node, once and for all', async () => {
  await chooseBackend({ prefer: 'cpu' });
  const slope = tf.grad((x) => tf.sum(tf.square(x)));
  expect(() => slope(tf.tensor1d([1, 2]))).toThrow(/gradient function not found/);
  await registerGradients();
  const registered = tf.getGradient('Sum');
  expect([...(await slope(tf.tensor1d([1, 2])).data())]).toEqual([2, 4]);
  await registerGradients();
  expect(tf.getGradient('Sum')).toBe(registered);
});
