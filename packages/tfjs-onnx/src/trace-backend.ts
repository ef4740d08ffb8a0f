import * as tf from '@tensorflow/tfjs-core';
import { traceableType } from './element-type.ts';
import { addConstant, type Graph } from './graph.ts';
import { sameShape } from './reshape-value.ts';
import { TraceReadError } from './trace-errors.ts';
import { fullTensor, type TracedTensor } from './traced-tensor.ts';
import { uniformTensor } from './uniform-tensor.ts';

/** The name under which the recording kernels are registered. */
export const traceBackendName = 'onnx-trace';

type Values = Float32Array | Int32Array | Uint8Array;

/** A tfjs backend that computes nothing: its tensors stand for values of the graph it records. */
export class TraceBackend extends tf.KernelBackend {
  readonly graph: Graph;
  private readonly traced = new WeakMap<object, TracedTensor>();
  private readonly written = new WeakMap<object, Values>();

  constructor(graph: Graph) {
    super();
    this.graph = graph;
  }

  /** Makes the tfjs tensor that stands for a value of the graph. */
  tensorFor(tensor: TracedTensor): tf.TensorInfo {
    const dataId = {};
    this.traced.set(dataId, tensor);
    return { dataId, shape: [...tensor.shape], dtype: tensor.dtype };
  }

  /** What the tracer knows of a tfjs tensor; one that was made outside becomes a constant. */
  tracedOf(info: tf.TensorInfo): TracedTensor {
    const known = this.traced.get(info.dataId) ?? this.graph.captured.get(info.dataId);
    if (known !== undefined) return assertShape(known, info.shape);
    const constant = constantTensor(this.graph, info, this.valuesOf(info.dataId));
    this.graph.captured.set(info.dataId, constant);
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

/** tfjs could give one dataId two shapes; none of its operations on this backend does. */
function assertShape(tensor: TracedTensor, shape: readonly number[]): TracedTensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  throw new RangeError(`expected a tensor of shape [${tensor.shape}], got [${shape}]`);
}

function constantTensor(graph: Graph, info: tf.TensorInfo, values: Values): TracedTensor {
  const { shape } = info;
  const dtype = traceableType(info.dtype);
  const first = values[0];
  const uniform = values.length > 1 && values.every((value) => Object.is(value, first));
  if (uniform) return uniformTensor(graph, shape, dtype, first!);
  return fullTensor(addConstant(graph, dtype, shape, values), dtype, shape);
}
