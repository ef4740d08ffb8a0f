import * as tf from '@tensorflow/tfjs-core';
import { castValue } from './cast-value.ts';
import { addInput, createGraph, ownNameMark } from './graph.ts';
import { kernelRecorders } from './kernels/kernel-recorders.ts';
import { materialize } from './layout.ts';
import { registerRecorders } from './register-recorders.ts';
import type { InputSpec, InputSpecs, TensorFunction } from './tensor-function.ts';
import { TraceBackend, traceBackendName } from './trace-backend.ts';
import { UnsupportedKernelError } from './trace-errors.ts';
import { fullTensor } from './traced-tensor.ts';
import type { RecordedGraph } from './write-onnx.ts';

/** Runs a function once on the tracing backend, and leaves tfjs as it was. */
export function record(
  fn: TensorFunction,
  inputs: InputSpecs,
  symbolicBatch?: number,
): RecordedGraph {
  const backend = new TraceBackend(createGraph(symbolicBatch));
  const before = tf.engine().backendName as string | null | undefined;
  if (before === traceBackendName) throw new Error('a trace cannot be made inside another');
  registerRecorders(kernelRecorders);
  // The lowest priority: tfjs must never choose it for real work.
  tf.registerBackend(traceBackendName, () => backend, -1000);
  try {
    void tf.setBackend(traceBackendName);
    return { graph: backend.graph, outputs: outputsOf(fn, inputs, backend) };
  } finally {
    tf.removeBackend(traceBackendName);
    if (before) void tf.setBackend(before);
  }
}

function outputsOf(
  fn: TensorFunction,
  inputs: InputSpecs,
  backend: TraceBackend,
): RecordedGraph['outputs'] {
  const outputs: Record<string, RecordedGraph['outputs'][string]> = {};
  tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([name, spec]) => {
      assertName(name);
      return [name, symbolicInput(backend, name, spec)] as const;
    });
    for (const [name, tensor] of Object.entries(call(fn, Object.fromEntries(tensors)))) {
      assertName(name);
      assertTensor(tensor, name);
      if (name in inputs) {
        throw new RangeError(`expected outputs named unlike the inputs, got ${name} in both`);
      }
      outputs[name] = materialize(backend.graph, backend.tracedOf(tensor));
    }
  });
  return outputs;
}

function symbolicInput(
  backend: TraceBackend,
  name: string,
  { shape, dtype }: InputSpec,
): tf.Tensor {
  const { graph } = backend;
  const value = addInput(graph, name, dtype, shape);
  const type = dtype === 'uint8' ? 'float32' : dtype;
  const traced = fullTensor(castValue(graph, value, type), type, shape);
  return tf.engine().makeTensorFromTensorInfo(backend.tensorFor(traced), backend);
}

function call(
  fn: TensorFunction,
  inputs: Readonly<Record<string, tf.Tensor>>,
): Readonly<Record<string, tf.Tensor>> {
  try {
    return assertNamed(fn(inputs));
  } catch (error) {
    const kernel = unregistered.exec(String(error))?.[1];
    throw kernel === undefined ? error : new UnsupportedKernelError(kernel, { cause: error });
  }
}

/** How tfjs-core says that the tracing backend lacks a kernel. */
const unregistered = new RegExp(`Kernel '(\\w+)' not registered for backend '${traceBackendName}'`);

function assertNamed(results: unknown): Readonly<Record<string, tf.Tensor>> {
  const kinds = { Promise, 'tf.Tensor': tf.Tensor, Array };
  const kind = Object.entries(kinds).find(([, type]) => results instanceof type)?.[0];
  if (typeof results === 'object' && results !== null && kind === undefined) {
    return results as Readonly<Record<string, tf.Tensor>>;
  }
  const got = kind ?? typeof results;
  throw new TypeError(`expected a function that returns an object of named tensors, got ${got}`);
}

function assertName(name: string): void {
  if (name === '' || name.startsWith(ownNameMark)) {
    throw new RangeError(`expected a name that does not begin with ${ownNameMark}, got '${name}'`);
  }
}

function assertTensor(value: unknown, name: string): void {
  if (value instanceof tf.Tensor) return;
  throw new TypeError(`expected the result ${name} to be a tensor, got ${typeof value}`);
}
