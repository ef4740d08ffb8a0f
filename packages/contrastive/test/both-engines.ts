import { compile, type TensorFunction } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import type { StepArrays } from '../src/engine/step-engine.ts';

/** Values and gradients of a scalar function of tensors, as a step function returns tensors. */
export type ScalarFunction = (tensors: Readonly<Record<string, tf.Tensor>>) => tf.Scalar;

/** What a function gives: its `value`, and `gradient/…` of each float32 input. */
export type Differentiated = Readonly<Record<string, ArrayLike<number>>>;

/** Runs and differentiates a scalar function in tfjs, and traced into an ONNX graph. */
export async function bothEngines(
  f: ScalarFunction,
  inputs: StepArrays,
): Promise<{ eager: Differentiated; compiled: Differentiated }> {
  const step = differentiated(f, inputs);
  return { eager: await runEagerly(step, inputs), compiled: await runCompiled(step, inputs) };
}

function differentiated(f: ScalarFunction, inputs: StepArrays): TensorFunction {
  const names = Object.keys(inputs).filter((name) => inputs[name]!.data instanceof Float32Array);
  return (tensors) => {
    const ofFloats = (...floats: tf.Tensor[]): tf.Scalar =>
      f({ ...tensors, ...Object.fromEntries(names.map((name, i) => [name, floats[i]!])) });
    const { value, grads } = tf.valueAndGrads(ofFloats)(names.map((name) => tensors[name]!));
    const gradients = names.map((name, i) => [`gradient/${name}`, grads[i]!] as const);
    return { value, ...Object.fromEntries(gradients) };
  };
}

async function runEagerly(step: TensorFunction, inputs: StepArrays): Promise<Differentiated> {
  const outputs = tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([name, { data, shape }]) => [
      name,
      tf.tensor(data, [...shape], data instanceof Float32Array ? 'float32' : 'int32'),
    ]);
    return step(Object.fromEntries(tensors)) as Record<string, tf.Tensor>;
  });
  const read = Object.entries(outputs).map(async ([name, t]) => [name, await t.data()] as const);
  const result = Object.fromEntries(await Promise.all(read));
  tf.dispose(outputs);
  return result;
}

async function runCompiled(step: TensorFunction, inputs: StepArrays): Promise<Differentiated> {
  const specs = Object.entries(inputs).map(([name, { data, shape }]) => [
    name,
    { shape, dtype: data instanceof Float32Array ? 'float32' : 'int32' } as const,
  ]);
  const compiled = await compile(step, Object.fromEntries(specs), { threads: 1 });
  try {
    const outputs = Object.entries(await compiled.run(inputs));
    return Object.fromEntries(
      outputs.map(([name, { data }]) => [name, Float64Array.from(data as Float32Array)]),
    );
  } finally {
    await compiled.dispose();
  }
}
