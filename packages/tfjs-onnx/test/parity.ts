import type { TensorValue } from '@exifclip/onnx';
import { type CompiledFunction, compile, type TensorFunction } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { expectClose } from './expect-close.ts';
import { noise } from './noise.ts';
import { targets, tolerance } from './targets.ts';

/** A function whose traced graph must compute what tfjs computes. */
export interface ParityCase {
  readonly title: string;
  readonly inputs: readonly TensorValue[];
  fn(...inputs: tf.Tensor[]): tf.Tensor | readonly tf.Tensor[];
  /** Whether gradients with respect to the float inputs are compared too. */
  readonly gradients: boolean;
}

/**
 * States a case.
 *
 * @param inputs values, or shapes to be filled with noise
 */
export function parity<Inputs extends tf.Tensor[]>(
  title: string,
  inputs: readonly (TensorValue | readonly number[])[],
  fn: (...inputs: Inputs) => tf.Tensor | readonly tf.Tensor[],
  { gradients = true }: { gradients?: boolean } = {},
): ParityCase {
  const values = inputs.map((input, i) => ('data' in input ? input : noise(input, i + 1)));
  return { title, inputs: values, fn: (...tensors) => fn(...(tensors as Inputs)), gradients };
}

/** Runs the case on tfjs's current backend and in ONNX Runtime, and expects the same. */
export async function expectParity(parityCase: ParityCase): Promise<void> {
  const { inputs } = parityCase;
  const fn = withGradients(parityCase);
  const named = Object.fromEntries(inputs.map((input, i) => [`x${i}`, input]));
  const expected = await eager(fn, named);
  for (const target of targets) {
    const compiled = await compile(fn, specs(named), { ...target, threads: 1 });
    try {
      await expectResults(compiled, named, expected);
    } finally {
      await compiled.dispose();
    }
  }
}

async function expectResults(
  compiled: CompiledFunction,
  inputs: Readonly<Record<string, TensorValue>>,
  expected: Readonly<Record<string, TensorValue>>,
): Promise<void> {
  const got = await compiled.run(inputs);
  for (const [name, value] of Object.entries(expected)) expectClose(got[name]!, value, tolerance);
}

/** Results `y0`, …, and with gradients `g0`, … of a sum over all results that is no mere sum. */
function withGradients({ fn, inputs, gradients }: ParityCase): TensorFunction {
  const floats = inputs.flatMap(({ data }, i) => (data instanceof Float32Array ? [i] : []));
  return (named) => {
    const tensors = inputs.map((_, i) => named[`x${i}`]!);
    const results = Object.fromEntries(asList(fn(...tensors)).map((y, i) => [`y${i}`, y]));
    if (!gradients) return results;
    const loss = (...variables: tf.Tensor[]) => {
      const all = tensors.map((tensor, i) => variables[floats.indexOf(i)] ?? tensor);
      return tf.addN(asList(fn(...all)).map((y) => tf.sum(tf.mul(y, tf.sin(tf.mul(y, 3))))));
    };
    const slopes = tf.grads(loss)(floats.map((i) => tensors[i]!));
    return { ...results, ...Object.fromEntries(slopes.map((slope, i) => [`g${i}`, slope])) };
  };
}

function asList(results: tf.Tensor | readonly tf.Tensor[]): tf.Tensor[] {
  return results instanceof tf.Tensor ? [results] : [...results];
}

/** Runs a function of named tensors on tfjs's current backend. */
export async function eager(
  fn: TensorFunction,
  inputs: Readonly<Record<string, TensorValue>>,
): Promise<Record<string, TensorValue>> {
  const tensors = Object.entries(inputs).map(([name, { data, shape }]) => [
    name,
    tf.tensor(data as Float32Array, [...shape]),
  ]);
  const results = tf.tidy(() => fn(Object.fromEntries(tensors)) as tf.NamedTensorMap);
  const values = Object.entries(results).map(async ([name, tensor]) => {
    const data = (await tensor.data()) as Float32Array;
    return [name, { data, shape: tensor.shape }] as const;
  });
  const read = Object.fromEntries(await Promise.all(values));
  tf.dispose([tensors, results]);
  return read;
}

/** Shape and type of each input. */
export function specs(inputs: Readonly<Record<string, TensorValue>>) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [
      name,
      { shape, dtype: data instanceof Int32Array ? ('int32' as const) : ('float32' as const) },
    ]),
  );
}
