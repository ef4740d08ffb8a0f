import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

/**
 * A linear map of the last axis, `x · kernel + bias`.
 *
 * @param x [..., in], of any rank from 2
 * @param parameters `kernel` [in, out] and, where wanted, `bias` [out]
 * @returns [..., out]
 */
export function dense<T extends tf.Tensor>(x: T, parameters: Parameters): T {
  const kernel = parameter<tf.Tensor2D>(parameters, 'kernel');
  const [inputs, outputs] = kernel.shape;
  const rows = (x.rank === 2 ? x : tf.reshape(x, [-1, inputs])) as tf.Tensor2D;
  const product = tf.matMul(rows, kernel);
  const output = parameters.bias === undefined ? product : tf.add(product, parameters.bias);
  return (x.rank === 2 ? output : tf.reshape(output, [...x.shape.slice(0, -1), outputs])) as T;
}
