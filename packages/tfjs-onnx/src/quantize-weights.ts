import onnxProto, { type onnx } from 'onnx-proto';
import { elementTypeCodes } from './element-type.ts';

/**
 * The same graph with its large weights stored as 8-bit integers, about a quarter of the bytes.
 *
 * Weights of convolutions and matrix products are rounded to multiples of a step, 1/127 of the
 * largest weight of each output channel. Two nodes a weight make floats of them again, which ONNX
 * Runtime does once, as it loads the graph: it computes in float32, as fast as before. Weights of
 * fewer than 1,024 elements stay as they are, such as fixed filters, whose sums must stay 0.
 *
 * @param model - the bytes of an .onnx file, such as `trace` makes
 * @returns the bytes of another; the input is left alone
 * @throws RangeError when the bytes are no ONNX model, or a weight is not finite
 */
export function quantizeWeights(model: Uint8Array): Uint8Array {
  const { ModelProto } = onnxProto.onnx;
  const decoded = decodeModel(model);
  const { graph } = decoded;
  const initializers: onnx.ITensorProto[] = [];
  const restoring: onnx.INodeProto[] = [];
  for (const tensor of graph.initializer) {
    const channels = channelAxis(tensor, graph.node);
    if (channels === undefined) {
      initializers.push(tensor);
      continue;
    }
    const { integers, steps } = quantize(tensor, channels);
    initializers.push(integers, steps);
    restoring.push(...restore(tensor.name!, integers.name!, steps.name!));
  }
  const node = [...restoring, ...graph.node];
  const quantized = { ...decoded, graph: { ...graph, initializer: initializers, node } };
  return ModelProto.encode(quantized).finish().slice();
}

/** Smaller weights are not worth two nodes. */
const fewestElements = 1024;
const int8Code = 3;
const largest = 127;

interface Decoded extends onnx.IModelProto {
  graph: onnx.IGraphProto & { initializer: onnx.ITensorProto[]; node: onnx.INodeProto[] };
}

function decodeModel(model: Uint8Array): Decoded {
  const what = `expected an ONNX model with a graph, got ${model.length} bytes of something else`;
  let decoded: onnx.IModelProto;
  try {
    decoded = onnxProto.onnx.ModelProto.decode(model);
  } catch (cause) {
    throw new RangeError(what, { cause });
  }
  const { graph } = decoded;
  if (!graph?.node?.length) throw new RangeError(what);
  const { initializer, node } = graph;
  return { ...decoded, graph: { ...graph, initializer: initializer ?? [], node } };
}

/** The axis of a weight that counts output channels, where all nodes that read it agree on one. */
function channelAxis(
  { name, dataType, dims, rawData }: onnx.ITensorProto,
  nodes: readonly onnx.INodeProto[],
): number | undefined {
  const shape = (dims ?? []).map(Number);
  const count = shape.reduce((product, extent) => product * extent, 1);
  const isRaw = dataType === elementTypeCodes.float32 && rawData?.length === 4 * count;
  if (!isRaw || count < fewestElements) return undefined;
  const axes = nodes.flatMap((node) =>
    (node.input ?? []).flatMap((input, i) => (input === name ? [axisFor(node, i, shape)] : [])),
  );
  return new Set(axes).size === 1 ? axes[0] : undefined;
}

function axisFor(
  { opType, attribute }: onnx.INodeProto,
  input: number,
  shape: readonly number[],
): number | undefined {
  if (input !== 1) return undefined;
  if (opType === 'Conv') return 0;
  if (opType === 'MatMul') return shape.length === 2 ? 1 : undefined;
  const isTransposed = attribute?.some(({ name, i }) => name === 'transB' && Number(i) === 1);
  return opType === 'Gemm' ? (isTransposed ? 0 : 1) : undefined;
}

function quantize(tensor: onnx.ITensorProto, axis: number) {
  const { name } = tensor;
  const shape = tensor.dims!.map(Number);
  const values = new Float32Array(Uint8Array.from(tensor.rawData!).buffer);
  const channels = shape[axis]!;
  // Elements of one channel lie `inner` at a time beside each other.
  const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  const channelOf = (element: number) => Math.floor(element / inner) % channels;
  const steps = new Float32Array(channels);
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) throw new RangeError(`weight ${name} holds ${value} at ${i}`);
    const channel = channelOf(i);
    steps[channel] = Math.max(steps[channel]!, Math.abs(value) / largest);
  }
  const integers = Int8Array.from(values, (value, i) => {
    const step = steps[channelOf(i)]!;
    return step === 0 ? 0 : Math.round(value / step);
  });
  const stepShape = shape.map((extent, i) => (i === axis ? extent : 1));
  return {
    integers: tensorOf(`${name}/integers`, int8Code, shape, integers),
    steps: tensorOf(`${name}/steps`, elementTypeCodes.float32, stepShape, steps),
  };
}

function tensorOf(
  name: string,
  dataType: number,
  dims: number[],
  { buffer }: Int8Array | Float32Array,
): onnx.ITensorProto {
  return { name, dataType, dims, rawData: new Uint8Array(buffer as ArrayBuffer) };
}

/** Nodes that make the weight of its integers: `DequantizeLinear` would not be done at loading. */
function restore(name: string, integers: string, steps: string): onnx.INodeProto[] {
  const floats = `${name}/floats`;
  const { INT: type } = onnxProto.onnx.AttributeProto.AttributeType;
  const to = { name: 'to', type, i: elementTypeCodes.float32 };
  return [
    { opType: 'Cast', name: floats, input: [integers], output: [floats], attribute: [to] },
    { opType: 'Mul', name, input: [floats, steps], output: [name] },
  ];
}
