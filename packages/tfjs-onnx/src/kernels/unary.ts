import { addConstant, addFloat, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { elementType } from '../trace-backend.ts';
import type { TracedTensor } from '../traced-tensor.ts';

/** Kernels that are one ONNX operator of one input. */
const sameInOnnx: Readonly<Record<string, string>> = {
  Abs: 'Abs',
  Ceil: 'Ceil',
  Cos: 'Cos',
  Erf: 'Erf',
  Exp: 'Exp',
  Floor: 'Floor',
  Log: 'Log',
  Neg: 'Neg',
  Reciprocal: 'Reciprocal',
  Relu: 'Relu',
  Round: 'Round',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sin: 'Sin',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tanh: 'Tanh',
};

export const unaryRecorders: Recorders = {
  ...Object.fromEntries(
    Object.entries(sameInOnnx).map(([kernel, operator]) => [
      kernel,
      elementwise((graph, x) => addNode(graph, operator, [x], x)),
    ]),
  ),
  Square: elementwise((graph, x) => addNode(graph, 'Mul', [x, x], x)),
  Rsqrt: elementwise((graph, x) =>
    addNode(graph, 'Reciprocal', [addNode(graph, 'Sqrt', [x], x)], x),
  ),
  Relu6: elementwise((graph, x) => clip(graph, x, 0, 6)),
  Expm1: elementwise((graph, x) =>
    addNode(graph, 'Sub', [addNode(graph, 'Exp', [x], x), addFloat(graph, 1)], x),
  ),
  Log1p: elementwise((graph, x) =>
    addNode(graph, 'Log', [addNode(graph, 'Add', [x, addFloat(graph, 1)], x)], x),
  ),
  Elu: elementwise((graph, x) => addNode(graph, 'Elu', [x], x)),
  LeakyRelu: (({ graph, list: [x], attributes }) =>
    mapValue(x!, (value) =>
      addNode(graph, 'LeakyRelu', [value], value, { alpha: { float: attributes.alpha } }),
    )) satisfies Recorder<{ alpha: number }>,
  ClipByValue: (({ graph, list: [x], attributes }) =>
    mapValue(x!, (value) =>
      clip(graph, value, attributes.clipValueMin, attributes.clipValueMax),
    )) satisfies Recorder<{ clipValueMin: number; clipValueMax: number }>,
  Step: (({ graph, list: [x], attributes: { alpha } }) =>
    mapValue(x!, (value) => step(graph, value, alpha ?? 0))) satisfies Recorder<{ alpha: number }>,
  IsNan: (({ graph, list: [x] }) => ({
    ...mapValue(x!, (value) =>
      addNode(graph, 'IsNaN', [value], { type: 'bool', shape: value.shape }),
    ),
    dtype: 'bool',
  })) satisfies Recorder<unknown>,
  LogicalNot: elementwise((graph, x) => addNode(graph, 'Not', [x], x)),
  Identity: (({ list: [x] }) => x!) satisfies Recorder<unknown>,
  Cast: (({ graph, list: [x], attributes: { dtype } }) => ({
    ...mapValue(x!, (value) => castValue(graph, value, elementType(dtype))),
    dtype,
  })) satisfies Recorder<{ dtype: 'float32' | 'int32' | 'bool' }>,
  ZerosLike: (({ graph, list: [x] }) => uniform(graph, x!, 0)) satisfies Recorder<unknown>,
  OnesLike: (({ graph, list: [x] }) => uniform(graph, x!, 1)) satisfies Recorder<unknown>,
};

/** A kernel that maps each element by itself: layout and unwritten broadcasts pass through. */
function elementwise(map: (graph: Graph, x: GraphValue) => GraphValue): Recorder<unknown> {
  return ({ graph, list: [x] }) => mapValue(x!, (value) => map(graph, value));
}

function mapValue(x: TracedTensor, map: (value: GraphValue) => GraphValue): TracedTensor {
  return { ...x, value: map(x.value) };
}

function clip(graph: Graph, x: GraphValue, low: number, high: number): GraphValue {
  return addNode(graph, 'Clip', [x, addFloat(graph, low), addFloat(graph, high)], x);
}

/** 1 above zero, else alpha, as tfjs has it. */
function step(graph: Graph, x: GraphValue, alpha: number): GraphValue {
  // The gradient of relu asks for the step of relu's input. Where relu's output is at hand its
  // sign says the same, in one pass instead of a comparison and a cast.
  const rectified = graph.memo.get(`Relu(${x.name}){}`);
  if (alpha === 0 && rectified !== undefined) return addNode(graph, 'Sign', [rectified], x);
  const above = addNode(graph, 'Greater', [x, addFloat(graph, 0)], {
    type: 'bool',
    shape: x.shape,
  });
  if (alpha === 0) return castValue(graph, above, 'float32');
  return addNode(graph, 'Where', [above, addFloat(graph, 1), addFloat(graph, alpha)], x);
}

const onnxTypeCode = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const;

/** Converts a value to another element type. */
export function castValue(
  graph: Graph,
  value: GraphValue,
  type: keyof typeof onnxTypeCode,
): GraphValue {
  if (value.type === type) return value;
  const output = { type, shape: value.shape };
  return addNode(graph, 'Cast', [value], output, { to: onnxTypeCode[type] });
}

function uniform(graph: Graph, x: TracedTensor, fill: number): TracedTensor {
  return uniformTensor(graph, x.shape, x.dtype as 'float32' | 'int32' | 'bool', fill);
}

/** A tensor of one value throughout, kept as a single element. */
export function uniformTensor(
  graph: Graph,
  shape: readonly number[],
  dtype: 'float32' | 'int32' | 'bool',
  fill: number,
): TracedTensor {
  const data =
    dtype === 'int32'
      ? Int32Array.of(fill)
      : dtype === 'bool'
        ? Uint8Array.of(fill)
        : Float32Array.of(fill);
  const value = addConstant(
    graph,
    elementType(dtype),
    shape.map(() => 1),
    data,
  );
  return { shape, dtype, value, layout: 'channelsLast' };
}
