import type * as tf from '@tensorflow/tfjs-core';
import type { StepArrays } from './step-engine.ts';

/** Copies of the values of tensors. */
export async function tensorsToArrays(
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<StepArrays> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => {
    const data = (await tensor.data()).slice() as Float32Array | Int32Array;
    return [name, { data, shape: [...tensor.shape] }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
