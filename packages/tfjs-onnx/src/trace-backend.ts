import * as tf from '@tensorflow/tfjs-core';
import { addConstant, type Graph } from './graph.ts';
import type { ElementType, GraphValue } from './graph-value.ts';
import { TraceReadError } from './trace-errors.ts';
import type { TracedTensor } from './traced-tensor.ts';

/** The name under which the recording kernels are registered. */
export const traceBackendName = 'onnx-trace';

type Values = Float32Array | Int32Array | Uint8Array;

/**
 * A tfjs backend that computes nothing: its tensors stand for values of a graph. One instance
 * serves every trace; `graph` is the one being recorded.
 */
export class TraceBackend extends tf.KernelBackend {
  graph: Graph | undefined;
  private readonly traced = new WeakMap<object, TracedTensor>();
  private readonly written = new WeakMap<object, Values>();

  /** The graph being recorded. */
  recording(): Graph {
    if (this.graph === undefined) throw new Error('no trace is being recorded');
    return this.graph;
  }

  /** Makes the tensor that stands for a value. */
  output(tensor: TracedTensor): tf.TensorInfo {
    const dataId = {};
    this.traced.set(dataId, tensor);
    return { dataId, shape: [...tensor.shape], dtype: tensor.dtype };
  }

  /** What the tracer knows of a tensor; one that was made outside becomes a constant. */
  tracedOf(info: tf.TensorInfo): TracedTensor {
    const graph = this.recording();
    const known = this.traced.get(info.dataId) ?? graph.captured.get(info.dataId);
    if (known !== undefined) return withShape(known, info.shape);
    const constant = constantTensor(graph, info, this.valuesOf(info.dataId));
    graph.captured.set(info.dataId, constant);
    return constant;
  }

  private valuesOf(dataId: object): Values {
    const written = this.written.get(dataId);
    if (written !== undefined) return written;
    const owner = tf.engine().state.tensorInfo.get(dataId)?.backend;
    if (owner === undefined || owner === this) throw new TraceReadError();
    return owner.readSync(dataId) as Values;
  }

  override write(values: tf.BackendValues, _shape: number[], dtype: tf.DataType): object {
    const dataId = {};
    const copy = dtype === 'int32' ? Int32Array : dtype === 'bool' ? Uint8Array : Float32Array;
    this.written.set(dataId, copy.from(values as Float32Array));
    return dataId;
  }

  override readSync(dataId: object): tf.BackendValues {
    const written = this.written.get(dataId);
    if (written === undefined) throw new TraceReadError();
    return written;
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    return this.readSync(dataId);
  }

  override move(dataId: object, values: tf.BackendValues): void {
    this.written.set(dataId, values as Float32Array);
  }

  override disposeData(): boolean {
    return true;
  }
  override refCount(): number {
    return 1;
  }
  override incRef(): void {}
  override numDataIds(): number {
    return 0;
  }
  override floatPrecision(): 16 | 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override timerAvailable(): boolean {
    return false;
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
  override dispose(): void {}
}

/** tfjs reshapes without a kernel by giving one dataId a second shape; only the rank-preserving
 * case keeps a traced value as it is. */
function withShape(tensor: TracedTensor, shape: readonly number[]): TracedTensor {
  if (shape.every((extent, axis) => extent === tensor.shape[axis])) return tensor;
  throw new RangeError(`expected a tensor of shape [${tensor.shape}], got [${shape}]`);
}

function constantTensor(graph: Graph, info: tf.TensorInfo, values: Values): TracedTensor {
  const { shape, dtype } = info;
  const type = elementType(dtype);
  const first = values[0];
  const uniform = values.length > 1 && values.every((value) => value === first);
  const value: GraphValue = uniform
    ? addConstant(
        graph,
        type,
        shape.map(() => 1),
        values.slice(0, 1),
      )
    : addConstant(graph, type, shape, values);
  return { shape, dtype, value, layout: 'channelsLast' };
}

/** ONNX's type for a tfjs type. */
export function elementType(dtype: tf.DataType): ElementType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new TypeError(`expected a float32, int32 or bool tensor, got ${dtype}`);
}
