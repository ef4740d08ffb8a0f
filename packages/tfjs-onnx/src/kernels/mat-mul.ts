import * as tf from '@tensorflow/tfjs-core';
import { broadcast } from '../broadcast.ts';
import { addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor, type TracedTensor } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';
import { activate } from './activations.ts';

const batchMatMul: Recorder<'a' | 'b', tf.BatchMatMulAttrs> = ({ graph, inputs, attributes }) =>
  multiply(graph, inputs.a, inputs.b, attributes);

const fusedMatMul: Recorder<'a' | 'b', tf._FusedMatMulAttrs, 'bias' | 'preluActivationWeights'> = ({
  graph,
  inputs: { a, b, bias, preluActivationWeights },
  attributes,
}) => {
  const product = multiply(graph, a, b, attributes);
  const sum = bias === undefined ? product : addBias(graph, product, bias);
  return activate(graph, sum, { ...attributes, preluActivationWeights });
};

const einsum: Recorder<never, tf.EinsumAttrs> = ({ graph, list, attributes: { equation } }) => {
  const values = list.map((tensor) => materialize(graph, tensor));
  const shape = einsumShape(equation, list);
  const output = { type: values[0]!.type, shape };
  const value = addNode(graph, 'Einsum', values, output, { equation });
  return fullTensor(value, list[0]!.dtype, shape);
};

export const matMulRecorders: Recorders = {
  BatchMatMul: batchMatMul,
  _FusedMatMul: fusedMatMul,
  Einsum: einsum,
};

function multiply(
  graph: Graph,
  a: TracedTensor,
  b: TracedTensor,
  { transposeA, transposeB }: tf.BatchMatMulAttrs,
): TracedTensor {
  const [left, right] = [materialize(graph, a), materialize(graph, b)];
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const inner = [a.shape.at(transposeA ? -2 : -1)!, b.shape.at(transposeB ? -1 : -2)!];
  if (inner[0] !== inner[1]) {
    throw new RangeError(`expected matMul's inner extents to agree, got ${inner.join(' and ')}`);
  }
  const shape = [...batch, rows, columns];
  const output = { type: left.type, shape };
  if (shape.length === 2 && left.type === 'float32') {
    const transposes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
    return fullTensor(addNode(graph, 'Gemm', [left, right], output, transposes), a.dtype, shape);
  }
  const factors = [swapLast(graph, left, transposeA), swapLast(graph, right, transposeB)];
  return fullTensor(addNode(graph, 'MatMul', factors, output), a.dtype, shape);
}

function swapLast(graph: Graph, value: GraphValue, swap: boolean): GraphValue {
  if (!swap) return value;
  const axes = value.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transposeValue(graph, value, [...axes.slice(0, -2), last, last - 1]);
}

/** Adds what a fused kernel calls its bias. */
export function addBias(graph: Graph, x: TracedTensor, bias: TracedTensor): TracedTensor {
  return broadcast(graph, [x, bias], x.dtype, (values, output) =>
    addNode(graph, 'Add', values, output),
  );
}

function einsumShape(equation: string, list: readonly TracedTensor[]): number[] {
  const [inputs = '', output = ''] = equation.replaceAll(' ', '').split('->');
  const extents = new Map<string, number>();
  inputs.split(',').forEach((labels, i) => {
    [...labels].forEach((label, axis) => {
      extents.set(label, list[i]!.shape[axis]!);
    });
  });
  return [...output].map((label) => extents.get(label)!);
}
