import * as tf from '@tensorflow/tfjs-core';
import type { TraceableType } from './element-type.ts';
import type { Graph } from './graph.ts';
import type { GraphValue, ValueType } from './graph-value.ts';
import { inLayout, preferredLayout } from './layout.ts';
import { reshapeValue, sameShape } from './reshape-value.ts';
import { type Layout, type TracedTensor, toTensorOrder } from './traced-tensor.ts';

/**
 * Records an elementwise operation: brings the inputs to one rank and layout, and leaves the
 * broadcasting to ONNX.
 *
 * @param dtype type of the result
 * @param record adds the node, given the inputs' values and what the output looks like
 */
export function broadcast(
  graph: Graph,
  tensors: readonly TracedTensor[],
  dtype: TraceableType,
  record: (values: readonly GraphValue[], output: ValueType) => GraphValue,
): TracedTensor {
  const shape = tensors
    .map((tensor) => [...tensor.shape])
    .reduce((a, b) => tf.broadcast_util.assertAndGetBroadcastShape(a, b));
  const layout = shape.length === 4 ? preferredLayout(tensors) : 'channelsLast';
  const values = tensors.map((tensor) => alignRank(graph, tensor, layout, shape.length));
  const stored = values.map((value) => value.shape).reduce(storedBroadcastShape);
  return { shape, dtype, value: record(values, { type: dtype, shape: stored }), layout };
}

/** `kept` at the shape that it takes when broadcast with `other`; nothing is written out. */
export function broadcastLike(graph: Graph, kept: TracedTensor, other: TracedTensor): TracedTensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...kept.shape], [...other.shape]);
  const layout = shape.length === kept.shape.length ? kept.layout : 'channelsLast';
  const value = alignRank(graph, kept, layout, shape.length);
  return { shape, dtype: kept.dtype, value, layout };
}

/** The tensor's value with leading axes of extent 1 up to a rank, in a layout. */
function alignRank(graph: Graph, tensor: TracedTensor, layout: Layout, rank: number): GraphValue {
  const { shape, value, dtype } = tensor;
  if (shape.length === rank) return inLayout(graph, tensor, layout);
  const leading = new Array<number>(rank - shape.length).fill(1);
  const logical = toTensorOrder(tensor.layout, value.shape);
  const padded = [...leading, ...logical];
  const reshaped = reshapeValue(graph, inLayout(graph, tensor, 'channelsLast'), padded);
  const aligned: TracedTensor = { shape: padded, dtype, value: reshaped, layout: 'channelsLast' };
  return inLayout(graph, aligned, layout);
}

function storedBroadcastShape(a: readonly number[], b: readonly number[]): readonly number[] {
  if (sameShape(a, b)) return a;
  return a.map((extent, axis) => (extent === 1 ? b[axis]! : extent));
}
