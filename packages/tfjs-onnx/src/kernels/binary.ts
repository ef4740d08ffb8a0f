import * as tf from '@tensorflow/tfjs-core';
import { addFloat, addNode, type Graph } from '../graph.ts';
import type { ElementType, GraphValue } from '../graph-value.ts';
import { inLayout, preferredLayout } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeValue, sameShape } from '../reshape-value.ts';
import { type Layout, type TracedTensor, toTensorOrder } from '../traced-tensor.ts';

const arithmetic: Readonly<Record<string, string>> = {
  Add: 'Add',
  Sub: 'Sub',
  Multiply: 'Mul',
  RealDiv: 'Div',
  Maximum: 'Max',
  Minimum: 'Min',
  Pow: 'Pow',
  Prelu: 'PRelu',
};

const comparisons: Readonly<Record<string, string>> = {
  Equal: 'Equal',
  Greater: 'Greater',
  GreaterEqual: 'GreaterOrEqual',
  Less: 'Less',
  LessEqual: 'LessOrEqual',
  LogicalAnd: 'And',
  LogicalOr: 'Or',
};

export const binaryRecorders: Recorders = {
  ...Object.fromEntries(
    Object.entries(arithmetic).map(([kernel, operator]) => [
      kernel,
      (({ graph, list: [a, b] }) =>
        withoutEffect(graph, operator, a!, b!) ??
        broadcast(graph, [a!, b!], a!.dtype, (values, output) =>
          addNode(graph, operator, values, output),
        )) satisfies Recorder<unknown>,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(comparisons).map(([kernel, operator]) => [
      kernel,
      (({ graph, list: [a, b] }) =>
        broadcast(graph, [a!, b!], 'bool', (values, output) =>
          addNode(graph, operator, values, output),
        )) satisfies Recorder<unknown>,
    ]),
  ),
  NotEqual: (({ graph, list: [a, b] }) =>
    broadcast(graph, [a!, b!], 'bool', (values, output) =>
      addNode(graph, 'Not', [addNode(graph, 'Equal', values, output)], output),
    )) satisfies Recorder<unknown>,
  SquaredDifference: (({ graph, list: [a, b] }) =>
    broadcast(graph, [a!, b!], a!.dtype, (values, output) => {
      const difference = addNode(graph, 'Sub', values, output);
      return addNode(graph, 'Mul', [difference, difference], output);
    })) satisfies Recorder<unknown>,
  AddN: (({ graph, list }) =>
    list.reduce((sum, term) =>
      broadcast(graph, [sum, term], sum.dtype, (values, output) =>
        addNode(graph, 'Add', values, output),
      ),
    )) satisfies Recorder<unknown>,
  Select: (({ graph, inputs: { condition, t, e } }) =>
    broadcast(graph, [condition!, t!, e!], t!.dtype, (values, output) =>
      addNode(graph, 'Where', values, output),
    )) satisfies Recorder<unknown>,
};

/** Multiplying by a uniform 1 or adding a uniform 0 (tfjs's gradients are full of both). */
function withoutEffect(
  graph: Graph,
  operator: string,
  a: TracedTensor,
  b: TracedTensor,
): TracedTensor | undefined {
  const neutral = operator === 'Mul' || operator === 'Div' ? 1 : 0;
  if (!['Mul', 'Div', 'Add', 'Sub'].includes(operator) || a.dtype !== 'float32') return undefined;
  if (uniformValue(b) === neutral) return asBroadcast(graph, a, b);
  const commutes = operator === 'Mul' || operator === 'Add';
  return commutes && uniformValue(a) === neutral ? asBroadcast(graph, b, a) : undefined;
}

function uniformValue({ value }: TracedTensor): number | undefined {
  const { constant } = value;
  return constant?.length === 1 && constant instanceof Float32Array ? constant[0] : undefined;
}

/** `kept` at the shape that it takes when broadcast with `other`; nothing is written out. */
function asBroadcast(graph: Graph, kept: TracedTensor, other: TracedTensor): TracedTensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...kept.shape], [...other.shape]);
  const layout = kept.layout;
  const value = alignRank(graph, kept, layout, shape.length);
  return { shape, dtype: kept.dtype, value, layout };
}

/** Brings the inputs to one rank and layout, and leaves the broadcasting to ONNX. */
export function broadcast(
  graph: Graph,
  tensors: readonly TracedTensor[],
  dtype: tf.DataType,
  record: (
    values: readonly GraphValue[],
    output: { type: ElementType; shape: readonly number[] },
  ) => GraphValue,
): TracedTensor {
  const shape = tensors
    .map((t) => [...t.shape])
    .reduce((a, b) => tf.broadcast_util.assertAndGetBroadcastShape(a, b));
  const layout = shape.length === 4 ? preferredLayout(tensors) : 'channelsLast';
  const values = tensors.map((t) => alignRank(graph, t, layout, shape.length));
  const stored = values.map((v) => v.shape).reduce(broadcastShape);
  const type = dtype === 'bool' ? 'bool' : values.at(-1)!.type;
  const value = record(values, { type, shape: stored });
  return { shape, dtype, value, layout };
}

/** The value with leading axes of extent 1 up to a rank, in a layout. */
function alignRank(graph: Graph, t: TracedTensor, layout: Layout, rank: number): GraphValue {
  if (t.shape.length === rank) return inLayout(graph, t, layout);
  if (t.value.shape.every((extent) => extent === 1)) {
    return reshapeValue(graph, t.value, new Array<number>(rank).fill(1));
  }
  const leading = new Array<number>(rank - t.shape.length).fill(1);
  const padded = [...leading, ...toTensorOrder(t.layout, t.value.shape)];
  const value = reshapeValue(graph, inLayout(graph, t, 'channelsLast'), padded);
  if (rank !== 4 || layout === 'channelsLast') return value;
  return inLayout(graph, { shape: padded, dtype: t.dtype, value, layout: 'channelsLast' }, layout);
}

function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] {
  if (sameShape(a, b)) return a;
  return a.map((extent, axis) => (extent === 1 ? b[axis]! : extent));
}

/** Multiplies by a number. */
export function scaleValue(graph: Graph, value: GraphValue, factor: number): GraphValue {
  if (factor === 1) return value;
  return addNode(graph, 'Mul', [value, addFloat(graph, factor)], value);
}
