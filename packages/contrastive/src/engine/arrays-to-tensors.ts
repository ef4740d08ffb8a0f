import * as tf from '@tensorflow/tfjs-core';
import type { StepArray, StepArrays } from './step-engine.ts';

/** Copies on the current tfjs backend, bytes as int32; the caller disposes them. */
export function arraysToTensors(arrays: StepArrays): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, toTensor(array)]));
}

function toTensor({ data, shape }: StepArray): tf.Tensor {
  // A backend may keep the array itself, so it gets one of its own.
  return tf.tensor(data.slice(), [...shape], data instanceof Float32Array ? 'float32' : 'int32');
}
