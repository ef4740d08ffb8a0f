import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

/**
 * Looks rows of a table up.
 *
 * @param ids int32, of any shape, 0 … rows − 1; what others give depends on the backend
 * @param parameters `table` [rows, width]
 * @returns [...ids.shape, width]
 */
export function embedding(ids: tf.Tensor, parameters: Parameters): tf.Tensor {
  return tf.gather(parameter(parameters, 'table'), ids);
}
