import * as tf from '@tensorflow/tfjs-core';
import { addInput, createGraph, type Graph } from './graph.ts';
import type { ElementType, GraphValue } from './graph-value.ts';
import { registerTraceKernels } from './kernels/index.ts';
import { castValue } from './kernels/unary.ts';
import { materialize } from './layout.ts';
import { TraceBackend, traceBackendName } from './trace-backend.ts';
import { UnsupportedKernelError } from './trace-errors.ts';
import { type OnnxModel, writeOnnx } from './write-onnx.ts';

/** A function of named tensors. */
export type TensorFunction = (
  inputs: Readonly<Record<string, tf.Tensor>>,
) => Readonly<Record<string, tf.Tensor>>;

/** What a named input looks like. */
export interface InputSpec {
  /** Extent of every axis; the first is a stand-in where the batch is symbolic. */
  readonly shape: readonly number[];
  /** Element type of the graph's input; uint8 reaches the function as float32. */
  readonly dtype: 'float32' | 'int32' | 'uint8';
}

export interface TraceOptions {
  /**
   * Makes the first axis of every input and output a free one, so that one file serves any batch.
   * The function may not depend on its extent.
   * @defaultValue false
   */
  symbolicBatch?: boolean;
  /** The graph's name in the file. @defaultValue `'graph'` */
  name?: string;
}

/**
 * Runs a tfjs-core function once on symbolic tensors and writes what it did as an ONNX graph.
 * Gradients taken inside the function (`tf.grads` and its kin) are recorded like anything else.
 *
 * @param fn a function of named tensors that returns named tensors; it may not read values
 * @param inputs shape and type of each of its inputs
 * @throws UnsupportedKernelError when `fn` needs a kernel that has no ONNX form here
 * @throws TraceReadError when `fn` reads a tensor
 * @throws RangeError when the batch is symbolic and the graph depends on its extent
 */
export function trace(
  fn: TensorFunction,
  inputs: Readonly<Record<string, InputSpec>>,
  options: TraceOptions = {},
): OnnxModel {
  const { symbolicBatch = false, name = 'graph' } = options;
  if (!symbolicBatch) return writeOnnx(record(fn, inputs), { name });
  // Two traces with different stand-ins agree only if the extent went nowhere else.
  const [first, second] = standInBatches.map((batch) =>
    writeOnnx(record(fn, withBatch(inputs, batch), batch), { name }),
  );
  if (!sameBytes(first!.bytes, second!.bytes)) {
    throw new RangeError(
      'expected a function that works on any batch size, got one whose graph depends on it',
    );
  }
  return first!;
}

/** Primes that no other extent of a real tower equals or is a multiple of. */
const standInBatches = [100_003, 100_019];

function withBatch(
  inputs: Readonly<Record<string, InputSpec>>,
  batch: number,
): Record<string, InputSpec> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, dtype }]) => [
      name,
      { shape: [batch, ...shape.slice(1)], dtype },
    ]),
  );
}

/** A recorded graph and what its outputs are called. */
export interface RecordedGraph {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, GraphValue>>;
}

function record(
  fn: TensorFunction,
  inputs: Readonly<Record<string, InputSpec>>,
  batch?: number,
): RecordedGraph {
  const backend = traceBackend();
  const graph = createGraph(batch);
  const before = tf.engine().backendName as string | undefined;
  backend.graph = graph;
  void tf.setBackend(traceBackendName);
  try {
    let outputs: Readonly<Record<string, GraphValue>> = {};
    tf.tidy(() => {
      const results = callNamed(fn, symbolicInputs(backend, inputs));
      const taken = Object.keys(results).find((name) => name in inputs);
      if (taken !== undefined) {
        throw new RangeError(`expected outputs named unlike the inputs, got ${taken} in both`);
      }
      outputs = Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [
          name,
          materialize(graph, backend.tracedOf(tensor)),
        ]),
      );
    });
    return { graph, outputs };
  } finally {
    backend.graph = undefined;
    if (before) void tf.setBackend(before);
  }
}

function traceBackend(): TraceBackend {
  const known = tf.findBackend(traceBackendName);
  if (known instanceof TraceBackend) return known;
  // Lowest priority: tfjs must never choose it for real work.
  tf.registerBackend(traceBackendName, () => new TraceBackend(), -1000);
  registerTraceKernels();
  return tf.findBackend(traceBackendName) as TraceBackend;
}

function symbolicInputs(
  backend: TraceBackend,
  inputs: Readonly<Record<string, InputSpec>>,
): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, spec]) => [name, symbolicInput(backend, name, spec)]),
  );
}

function symbolicInput(
  backend: TraceBackend,
  name: string,
  { shape, dtype }: InputSpec,
): tf.Tensor {
  const graph = backend.recording();
  const value = addInput(graph, name, dtype satisfies ElementType, shape);
  const type = dtype === 'uint8' ? 'float32' : dtype;
  const info = backend.output({
    shape,
    dtype: type,
    value: dtype === 'uint8' ? castValue(graph, value, 'float32') : value,
    layout: 'channelsLast',
  });
  return tf.engine().makeTensorFromTensorInfo(info, backend);
}

function callNamed(
  fn: TensorFunction,
  inputs: Readonly<Record<string, tf.Tensor>>,
): Readonly<Record<string, tf.Tensor>> {
  try {
    return fn(inputs);
  } catch (error) {
    const kernel = /'(\w+)' not registered for the backend|kernel '(\w+)'/i.exec(String(error));
    const name = kernel?.[1] ?? kernel?.[2];
    throw name === undefined ? error : new UnsupportedKernelError(name, { cause: error });
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
