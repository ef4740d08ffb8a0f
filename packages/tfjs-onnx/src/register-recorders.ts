import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Recorders } from './recorder.ts';
import { type TraceBackend, traceBackendName } from './trace-backend.ts';
import type { TracedTensor } from './traced-tensor.ts';

/** Registers recorders as the kernels of the tracing backend; those known already are left. */
export function registerRecorders(recorders: Recorders): void {
  for (const [kernelName, recorder] of Object.entries(recorders)) {
    if (tf.getKernel(kernelName, traceBackendName) !== undefined) continue;
    const kernelFunc = kernelOf(recorder as Recorder<string>);
    tf.registerKernel({ kernelName, backendName: traceBackendName, kernelFunc });
  }
}

function kernelOf(recorder: Recorder<string>): tf.KernelFunc {
  return ({ inputs, attrs, backend: current }) => {
    const backend = current as TraceBackend;
    // An optional input that was not given is there as undefined or null.
    const traced = Object.entries(inputs as Record<string, tf.TensorInfo | null | undefined>)
      .filter((entry): entry is [string, tf.TensorInfo] => entry[1] != null)
      .map(([name, info]) => [name, backend.tracedOf(info)] as const);
    const result = recorder({
      graph: backend.graph,
      inputs: Object.fromEntries(traced),
      list: traced.map(([, tensor]) => tensor),
      attributes: attrs,
    });
    return isList(result)
      ? result.map((tensor) => backend.tensorFor(tensor))
      : backend.tensorFor(result);
  };
}

function isList(result: TracedTensor | readonly TracedTensor[]): result is readonly TracedTensor[] {
  return Array.isArray(result);
}
