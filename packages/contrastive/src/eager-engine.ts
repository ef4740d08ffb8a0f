import * as tf from '@tensorflow/tfjs-core';
import type { StepFunction } from './make-train-step.ts';
import type { StepArray, StepArrays, StepEngine } from './step-engine.ts';

/**
 * Runs a step function operation by operation on the current tfjs backend.
 *
 * Bytes enter as int32 tensors, as tfjs has no narrower type.
 */
export function eagerEngine(step: StepFunction): StepEngine {
  return {
    async run(inputs) {
      const tensors = Object.fromEntries(
        Object.entries(inputs).map(([name, array]) => [name, toTensor(array)]),
      );
      try {
        const outputs = tf.tidy(() => step(tensors));
        try {
          return await readAll(outputs);
        } finally {
          tf.dispose(outputs);
        }
      } finally {
        tf.dispose(tensors);
      }
    },
    async dispose() {},
  };
}

function toTensor({ data, shape }: StepArray): tf.Tensor {
  return tf.tensor(data, [...shape], data instanceof Float32Array ? 'float32' : 'int32');
}

async function readAll(tensors: Record<string, tf.Tensor>): Promise<StepArrays> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => {
    const data = (await tensor.data()) as Float32Array | Int32Array;
    return [name, { data, shape: [...tensor.shape] }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
