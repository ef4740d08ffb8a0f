import * as tf from '@tensorflow/tfjs-core';
import { addInts, addNode, type Graph } from '../graph.ts';
import { inLayout, materialize } from '../layout.ts';
import { fullTensor, type Recorder, type Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { storedAxis, type TracedTensor } from '../traced-tensor.ts';
import { scaleValue } from './binary.ts';
import { castValue } from './unary.ts';

interface ReductionAttributes {
  axis?: number | number[] | null;
  /** What tfjs calls `axis` for Max alone. */
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

export const reductionRecorders: Recorders = {
  Sum: reduction('ReduceSum', { repeats: 'add' }),
  Mean: reduction('ReduceMean', {}),
  Max: reduction('ReduceMax', {}),
  Min: reduction('ReduceMin', {}),
  Prod: reduction('ReduceProd', { repeats: 'refuse' }),
  All: logical('ReduceMin'),
  Any: logical('ReduceMax'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
  Softmax: softmax('Softmax'),
  LogSoftmax: softmax('LogSoftmax'),
};

/** What it means for a reduction that a broadcast along a reduced axis was left unwritten. */
interface Repeats {
  repeats?: 'add' | 'refuse';
}

function reduction(operator: string, { repeats }: Repeats): Recorder<ReductionAttributes> {
  return ({ graph, list: [x], attributes: { axis, reductionIndices, keepDims = false } }) =>
    reduce(graph, x!, operator, axis ?? reductionIndices, keepDims, repeats);
}

function reduce(
  graph: Graph,
  x: TracedTensor,
  operator: string,
  axis: ReductionAttributes['axis'],
  keepDims: boolean,
  repeats?: 'add' | 'refuse',
): TracedTensor {
  const axes = tf.util.parseAxisParam(axis ?? [], [...x.shape]);
  const reduced = axes.length > 0 ? axes : x.shape.map((_, i) => i);
  const kept = x.shape.map((extent, i) => (reduced.includes(i) ? 1 : extent));
  const shape = keepDims ? kept : x.shape.filter((_, i) => !reduced.includes(i));
  if (reduced.length === 0) return x;

  const copies = reduced
    .map((a) => x.shape[a]! / x.value.shape[storedAxis(x.layout, a)]!)
    .reduce((a, b) => a * b, 1);
  if (copies !== 1 && repeats === 'refuse') {
    return reduce(graph, written(graph, x), operator, axis, keepDims, repeats);
  }
  const stored = reduced.map((a) => storedAxis(x.layout, a)).sort((a, b) => a - b);
  const value = addNode(
    graph,
    operator,
    [x.value, addInts(graph, stored)],
    { type: x.value.type, shape: x.value.shape.map((e, a) => (stored.includes(a) ? 1 : e)) },
    { keepdims: 1 },
  );
  const sum = repeats === 'add' ? scaleValue(graph, value, copies) : value;
  const whole: TracedTensor = { shape: kept, dtype: x.dtype, value: sum, layout: x.layout };
  if (keepDims) return whole;
  const logical = inLayout(graph, whole, 'channelsLast');
  const flat = logical.shape.filter((_, i) => !reduced.includes(i));
  return {
    shape,
    dtype: x.dtype,
    value: reshapeValue(graph, logical, flat),
    layout: 'channelsLast',
  };
}

function written(graph: Graph, x: TracedTensor): TracedTensor {
  return { ...x, value: materialize(graph, x, x.layout) };
}

function logical(operator: string): Recorder<ReductionAttributes> {
  return ({ graph, list: [x], attributes: { axis, keepDims = false } }) => {
    const numbers: TracedTensor = {
      ...x!,
      dtype: 'int32',
      value: castValue(graph, x!.value, 'int32'),
    };
    const result = reduce(graph, numbers, operator, axis, keepDims);
    return { ...result, dtype: 'bool', value: castValue(graph, result.value, 'bool') };
  };
}

function argument(operator: string): Recorder<{ axis: number }> {
  return ({ graph, list: [x], attributes: { axis } }) => {
    const [a] = tf.util.parseAxisParam(axis, [...x!.shape]) as [number];
    const shape = x!.shape.filter((_, i) => i !== a);
    const index = addNode(
      graph,
      operator,
      [materialize(graph, x!)],
      { type: 'int64', shape },
      { axis: a, keepdims: 0 },
    );
    return fullTensor(castValue(graph, index, 'int32'), 'int32', shape);
  };
}

function softmax(operator: string): Recorder<{ dim?: number; axis?: number }> {
  return ({ graph, list: [x], attributes: { dim, axis } }) => {
    const last = x!.shape.length - 1;
    const along = dim ?? axis ?? last;
    const value = materialize(graph, x!);
    return fullTensor(
      addNode(graph, operator, [value], value, { axis: along < 0 ? along + last + 1 : along }),
      x!.dtype,
      x!.shape,
    );
  };
}
