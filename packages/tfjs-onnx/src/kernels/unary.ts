import type * as tf from '@tensorflow/tfjs-core';
import { castValue } from '../cast-value.ts';
import { traceableType } from '../element-type.ts';
import { addFloat, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import type { TracedTensor } from '../traced-tensor.ts';

/** Kernels that are the ONNX operator of the same name, except in the case of some letters. */
const sameInOnnx = [
  ...['Abs', 'Ceil', 'Erf', 'Exp', 'Floor', 'Log', 'Neg', 'Reciprocal', 'Round', 'Sign', 'Sqrt'],
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Cos', 'Cosh', 'Sin', 'Sinh', 'Tan'],
  ...['Tanh', 'Sigmoid'],
];

const square: MapValue = (graph, x) => addNode(graph, 'Mul', [x, x], x);

const rsqrt: MapValue = (graph, x) =>
  addNode(graph, 'Reciprocal', [addNode(graph, 'Sqrt', [x], x)], x);

const expm1: MapValue = (graph, x) =>
  addNode(graph, 'Sub', [addNode(graph, 'Exp', [x], x), addFloat(graph, 1)], x);

const log1p: MapValue = (graph, x) =>
  addNode(graph, 'Log', [addNode(graph, 'Add', [x, addFloat(graph, 1)], x)], x);

const clip: Recorder<'x', tf.ClipByValueAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const { clipValueMin, clipValueMax } = attributes;
  const limits = [addFloat(graph, clipValueMin), addFloat(graph, clipValueMax)];
  return mapValue(x, (value) => addNode(graph, 'Clip', [value, ...limits], value));
};

const cast: Recorder<'x', tf.CastAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const dtype = traceableType(attributes.dtype);
  return { ...mapValue(x, (value) => castValue(graph, value, dtype)), dtype };
};

const identity: Recorder<'x'> = ({ inputs: { x } }) => x;

const isNan: MapValue = (graph, x) =>
  addNode(graph, 'IsNaN', [x], { type: 'bool', shape: x.shape });

const isInf: MapValue = (graph, x) =>
  addNode(graph, 'IsInf', [x], { type: 'bool', shape: x.shape });

const isNumber: MapValue = (graph, x) => {
  const output = { type: 'bool' as const, shape: x.shape };
  const odd = addNode(graph, 'Or', [isNan(graph, x), isInf(graph, x)], output);
  return addNode(graph, 'Not', [odd], output);
};

const not: MapValue = (graph, x) => addNode(graph, 'Not', [x], x);

export const unaryRecorders: Recorders = {
  ...Object.fromEntries(
    sameInOnnx.map((name) => [name, elementwise((graph, x) => addNode(graph, name, [x], x))]),
  ),
  Square: elementwise(square),
  Rsqrt: elementwise(rsqrt),
  Expm1: elementwise(expm1),
  Log1p: elementwise(log1p),
  ClipByValue: clip,
  Cast: cast,
  Identity: identity,
  IsNan: test(isNan),
  IsInf: test(isInf),
  IsFinite: test(isNumber),
  LogicalNot: elementwise(not),
};

type MapValue = (graph: Graph, x: GraphValue) => GraphValue;

/** A kernel that maps each element by itself: layout and unwritten broadcasts pass through. */
export function elementwise(map: MapValue): Recorder {
  return ({ graph, list: [x] }) => mapValue(x!, (value) => map(graph, value));
}

function test(map: MapValue): Recorder {
  return ({ graph, list: [x] }) => ({
    ...mapValue(x!, (value) => map(graph, value)),
    dtype: 'bool',
  });
}

/** The tensor with another value of the same layout and extents. */
export function mapValue(x: TracedTensor, map: (value: GraphValue) => GraphValue): TracedTensor {
  return { ...x, value: map(x.value) };
}
