import * as tf from '@tensorflow/tfjs-core';
import { arraysToTensors } from './arrays-to-tensors.ts';
import type { StepFunction } from './make-train-step.ts';
import { sortByName } from './sort-by-name.ts';
import type { StepEngine } from './step-engine.ts';
import { tensorsToArrays } from './tensors-to-arrays.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/**
 * Runs a step function operation by operation on the current tfjs backend.
 *
 * Bytes enter as int32 tensors, as tfjs has no narrower type. The same state and batches give the
 * same bits in every process on the backends `cpu` and `wasm`.
 */
export function eagerEngine(step: StepFunction): StepEngine {
  let kept: Tensors = {};
  return {
    async load(state) {
      tf.dispose(kept);
      kept = arraysToTensors(state);
    },
    async step(arrays) {
      const inputs = arraysToTensors(arrays);
      try {
        // A step may return a tensor that it took; a clone of its own outlives that one.
        const outputs = tf.tidy(() => clones(step(sortByName({ ...inputs, ...kept }))));
        const { next, rest } = divide(outputs, Object.keys(kept));
        tf.dispose(kept);
        kept = next;
        try {
          return await tensorsToArrays(rest);
        } finally {
          tf.dispose(rest);
        }
      } finally {
        tf.dispose(inputs);
      }
    },
    read: () => tensorsToArrays(kept),
    async dispose() {
      tf.dispose(kept);
      kept = {};
    },
  };
}

function clones(tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, tensor.clone()]),
  );
}

/** What is kept, and the rest; nothing is lost when something is missing. */
function divide(outputs: Tensors, kept: readonly string[]): { next: Tensors; rest: Tensors } {
  const missing = kept.find((name) => outputs[name]?.dtype !== 'float32');
  if (missing !== undefined) {
    tf.dispose(outputs);
    throw new TypeError(`expected the step to return "${missing}" as float32`);
  }
  const entries = Object.entries(outputs);
  return {
    next: Object.fromEntries(entries.filter(([name]) => kept.includes(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !kept.includes(name))),
  };
}
