import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';
import { type TraceBackend, traceBackendName } from './trace-backend.ts';
import type { Layout, TracedTensor } from './traced-tensor.ts';

/** What a kernel is given while tracing, and what it makes of it. */
export interface Recording<Attributes> {
  readonly graph: Graph;
  /** The named inputs of the kernel; for kernels that take a list, see `list`. */
  readonly inputs: Readonly<Record<string, TracedTensor>>;
  /** The inputs in order. */
  readonly list: readonly TracedTensor[];
  readonly attributes: Attributes;
}

/** Records one kernel: adds nodes to the graph and says what stands for the result. */
export type Recorder<Attributes> = (
  recording: Recording<Attributes>,
) => TracedTensor | readonly TracedTensor[];

/** The recorders of a family of kernels, by tfjs's kernel names. */
export type Recorders = Readonly<
  Record<string, (recording: Recording<never>) => ReturnType<Recorder<never>>>
>;

/** Registers recorders as the kernels of the tracing backend. */
export function registerRecorders(recorders: Recorders): void {
  for (const [kernelName, recorder] of Object.entries(recorders)) {
    tf.registerKernel({
      kernelName,
      backendName: traceBackendName,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const traceBackend = backend as TraceBackend;
        const infos = Object.entries(inputs as Record<string, tf.TensorInfo | undefined>).filter(
          (entry): entry is [string, tf.TensorInfo] => entry[1] !== undefined && entry[1] !== null,
        );
        const traced = infos.map(([name, info]) => [name, traceBackend.tracedOf(info)] as const);
        const result = recorder({
          graph: traceBackend.recording(),
          inputs: Object.fromEntries(traced),
          list: traced.map(([, tensor]) => tensor),
          attributes: attrs as never,
        });
        return isList(result)
          ? result.map((tensor) => traceBackend.output(tensor))
          : traceBackend.output(result);
      },
    });
  }
}

function isList<T extends object>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** A traced tensor of a value that has its full shape already. */
export function fullTensor(
  value: GraphValue,
  dtype: tf.DataType,
  shape: readonly number[],
  layout: Layout = 'channelsLast',
): TracedTensor {
  return { shape, dtype, value, layout: shape.length === 4 ? layout : 'channelsLast' };
}
