import * as tf from '@tensorflow/tfjs-core';
import { castValue } from '../cast-value.ts';
import { addInts, addNode, type Graph } from '../graph.ts';
import { inLayout, materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { scaleValue } from '../scale-value.ts';
import { fullTensor, storedAxis, type TracedTensor } from '../traced-tensor.ts';

interface ReductionAttributes {
  axis?: number | number[];
  /** What tfjs calls `axis` for Max alone. */
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

/** What a broadcast along a reduced axis, left unwritten, means for the operator. */
type Repeats = 'no matter' | 'multiply' | 'must be written';

export const reductionRecorders: Recorders = {
  Sum: reduction('ReduceSum', 'multiply'),
  Mean: mean(),
  Max: reduction('ReduceMax', 'no matter'),
  Min: reduction('ReduceMin', 'no matter'),
  Prod: reduction('ReduceProd', 'must be written'),
  All: logical('ReduceMin'),
  Any: logical('ReduceMax'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
};

function reduction(operator: string, repeats: Repeats): Recorder<'x', ReductionAttributes> {
  return ({ graph, inputs: { x }, attributes }) => reduce(graph, x, operator, repeats, attributes);
}

/** tfjs's mean of integers is a float. */
function mean(): Recorder<'x', ReductionAttributes> {
  return ({ graph, inputs: { x }, attributes }) => {
    const floats = castTensor(graph, x, 'float32');
    return reduce(graph, floats, 'ReduceMean', 'no matter', attributes);
  };
}

function logical(operator: string): Recorder<'x', ReductionAttributes> {
  return ({ graph, inputs: { x }, attributes }) => {
    const numbers = castTensor(graph, x, 'int32');
    return castTensor(graph, reduce(graph, numbers, operator, 'no matter', attributes), 'bool');
  };
}

function argument(operator: string): Recorder<'x', { axis: number }> {
  return ({ graph, inputs: { x }, attributes }) => {
    const [axis] = tf.util.parseAxisParam(attributes.axis, [...x.shape]) as [number];
    const shape = x.shape.filter((_, i) => i !== axis);
    const indices = addNode(
      graph,
      operator,
      [materialize(graph, x)],
      { type: 'int64', shape },
      { axis, keepdims: 0 },
    );
    return fullTensor(castValue(graph, indices, 'int32'), 'int32', shape);
  };
}

function reduce(
  graph: Graph,
  x: TracedTensor,
  operator: string,
  repeats: Repeats,
  { axis, reductionIndices, keepDims = false }: ReductionAttributes,
): TracedTensor {
  // For tfjs, no axis means all of them.
  const axes = tf.util.parseAxisParam((axis ?? reductionIndices)!, [...x.shape]);
  if (axes.length === 0) return x;
  const copies = axes.map((a) => copiesAlong(x, a)).reduce((product, count) => product * count, 1);
  const value =
    copies !== 1 && repeats === 'must be written' ? materialize(graph, x, x.layout) : x.value;
  const stored = axes.map((a) => storedAxis(x.layout, a)).sort((a, b) => a - b);
  const shape = value.shape.map((extent, a) => (stored.includes(a) ? 1 : extent));
  const output = { type: value.type, shape };
  const reduced = addNode(graph, operator, [value, addInts(graph, stored)], output, {
    keepdims: 1,
  });
  const kept: TracedTensor = {
    ...x,
    shape: x.shape.map((extent, i) => (axes.includes(i) ? 1 : extent)),
    value: repeats === 'multiply' ? scaleValue(graph, reduced, copies) : reduced,
  };
  return keepDims ? kept : withoutAxes(graph, kept, axes);
}

/** How often what the value holds is repeated along an axis of the tensor. */
function copiesAlong(x: TracedTensor, axis: number): number {
  const extent = x.shape[axis]!;
  return x.value.shape[storedAxis(x.layout, axis)] === extent ? 1 : extent;
}

function withoutAxes(graph: Graph, x: TracedTensor, axes: readonly number[]): TracedTensor {
  const logical = inLayout(graph, x, 'channelsLast');
  const drop = (extents: readonly number[]) => extents.filter((_, i) => !axes.includes(i));
  const value = reshapeValue(graph, logical, drop(logical.shape));
  return { shape: drop(x.shape), dtype: x.dtype, value, layout: 'channelsLast' };
}

function castTensor(
  graph: Graph,
  x: TracedTensor,
  dtype: 'float32' | 'int32' | 'bool',
): TracedTensor {
  return { ...x, dtype, value: castValue(graph, x.value, dtype) };
}
