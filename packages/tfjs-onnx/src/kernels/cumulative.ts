import * as tf from '@tensorflow/tfjs-core';
import { addConstant, addNode } from '../graph.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor } from '../traced-tensor.ts';

const cumsum: Recorder<'x', tf.CumsumAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...x.shape]) as [number];
  const along = addConstant(graph, 'int64', [], BigInt64Array.of(BigInt(axis)));
  const value = materialize(graph, x);
  const sums = addNode(graph, 'CumSum', [value, along], value, {
    exclusive: attributes.exclusive ? 1 : 0,
    reverse: attributes.reverse ? 1 : 0,
  });
  return fullTensor(sums, x.dtype, x.shape);
};

export const cumulativeRecorders: Recorders = { Cumsum: cumsum };
