import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.ts';

/** Parameters outside tfjs: row-major values and shape by flat name. */
export type ParameterArrays = Readonly<
  Record<string, { readonly data: Float32Array; readonly shape: readonly number[] }>
>;

/**
 * Reads parameters out of the tfjs backend, for files and for other engines.
 *
 * @throws TypeError when a tensor is not float32
 */
export async function parametersToArrays(parameters: Parameters): Promise<ParameterArrays> {
  const entries = Object.entries(parameters).map(async ([name, tensor]) => {
    if (tensor.dtype !== 'float32') {
      throw new TypeError(`expected parameter "${name}" to be float32, got ${tensor.dtype}`);
    }
    return [name, { data: await tensor.data<'float32'>(), shape: [...tensor.shape] }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Float32 tensors on the current tfjs backend; the caller disposes them.
 *
 * @throws RangeError when an array's length and shape disagree
 */
export function parametersFromArrays(arrays: ParameterArrays): Parameters {
  for (const [name, { data, shape }] of Object.entries(arrays)) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (size !== data.length) {
      throw new RangeError(
        `expected ${size} values for parameter "${name}" of shape [${shape}], got ${data.length}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { data, shape }]) => [
      name,
      tf.tensor(data, [...shape], 'float32'),
    ]),
  );
}
