import type * as tf from '@tensorflow/tfjs-core';
import { elementsOf, traceableType } from '../element-type.ts';
import { addConstant, type Graph } from '../graph.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor, type TracedTensor } from '../traced-tensor.ts';
import { uniformTensor } from '../uniform-tensor.ts';

const fill: Recorder<never, tf.FillAttrs> = ({ graph, attributes }) => {
  const { shape, value, dtype = 'float32' } = attributes;
  return uniformTensor(graph, shape, traceableType(dtype), Number(value));
};

const range: Recorder<never, tf.RangeAttrs> = ({ graph, attributes }) => {
  const { start, stop, step, dtype } = attributes;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return listed(graph, count, (i) => start + i * step, dtype);
};

const linSpace: Recorder<never, tf.LinSpaceAttrs> = ({ graph, attributes }) => {
  const { start, stop, num } = attributes;
  const step = num > 1 ? (stop - start) / (num - 1) : 0;
  return listed(graph, num, (i) => start + i * step, 'float32');
};

export const constantRecorders: Recorders = {
  Fill: fill,
  ZerosLike: likeOf(0),
  OnesLike: likeOf(1),
  Range: range,
  LinSpace: linSpace,
};

function likeOf(value: number): Recorder<'x'> {
  return ({ graph, inputs: { x } }) => uniformTensor(graph, x.shape, x.dtype, value);
}

function listed(
  graph: Graph,
  count: number,
  elementAt: (i: number) => number,
  dtype: 'float32' | 'int32',
): TracedTensor {
  const elements = elementsOf(
    dtype,
    Array.from({ length: count }, (_, i) => elementAt(i)),
  );
  return fullTensor(addConstant(graph, dtype, [count], elements), dtype, [count]);
}
