import * as tf from '@tensorflow/tfjs-core';
import { arraysToTensors } from '../arrays-to-tensors.ts';
import type { StepEngine } from '../step-engine.ts';
import { tensorsToArrays } from '../tensors-to-arrays.ts';
import { type GradCacheOptions, gradCacheEngine } from './grad-cache-engine.ts';
import type { GradCacheRunner, Values } from './grad-cache-runner.ts';
import type { GradCacheStep } from './make-grad-cache-step.ts';

/**
 * Makes the steps of `makeGradCacheStep` operation by operation on the current tfjs backend.
 *
 * A batch that does not divide into the micro-batches is refused with a RangeError.
 *
 * @throws RangeError when `microBatches` is no whole number from 1
 */
export function eagerGradCacheEngine(step: GradCacheStep, options: GradCacheOptions): StepEngine {
  const runner: GradCacheRunner<tf.Tensor> = {
    take: arraysToTensors,
    read: tensorsToArrays,
    // A part may return a tensor that it took; a clone of its own outlives that one.
    run: async (part, inputs) => tf.tidy(() => mapValues(step[part](inputs), tf.clone)),
    rows: (values, index, count) => mapValues(values, (value) => rowsOf(value, index, count)),
    concat: ([first, ...others]) =>
      mapEntries(first!, (name, value) =>
        tf.concat([value, ...others.map((values) => values[name]!)], 0),
      ),
    add: (a, b) =>
      mapEntries({ ...b, ...a }, (name, value) =>
        a[name] && b[name] ? tf.add(a[name], b[name]) : tf.clone(value),
      ),
    free: (values) => tf.dispose(values as Record<string, tf.Tensor>),
    dispose: async () => {},
  };
  return gradCacheEngine(runner, step.wholeBatch, options);
}

function rowsOf(value: tf.Tensor, index: number, count: number): tf.Tensor {
  const rows = value.shape[0]! / count;
  return tf.slice(value, index * rows, rows);
}

function mapValues(values: Values<tf.Tensor>, f: (value: tf.Tensor) => tf.Tensor) {
  return mapEntries(values, (_, value) => f(value));
}

function mapEntries(
  values: Values<tf.Tensor>,
  f: (name: string, value: tf.Tensor) => tf.Tensor,
): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, f(name, value)]));
}
