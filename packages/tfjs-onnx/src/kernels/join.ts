import * as tf from '@tensorflow/tfjs-core';
import { addNode, type Graph } from '../graph.ts';
import { materialize, preferredLayout } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeTensor } from '../reshape-tensor.ts';
import {
  fullTensor,
  sizeOf,
  storedAxis,
  type TracedTensor,
  toStoredOrder,
} from '../traced-tensor.ts';

const concatRecorder: Recorder<never, tf.ConcatAttrs> = ({ graph, list, attributes }) =>
  concat(graph, list, attributes.axis);

const pack: Recorder<never, tf.PackAttrs> = ({ graph, list, attributes: { axis } }) => {
  const units = list.map((t) =>
    reshapeTensor(graph, t, [...t.shape.slice(0, axis), 1, ...t.shape.slice(axis)]),
  );
  return concat(graph, units, axis);
};

export const joinRecorders: Recorders = { Concat: concatRecorder, Pack: pack };

function concat(graph: Graph, list: readonly TracedTensor[], axis: number): TracedTensor {
  const first = list[0]!;
  const [along] = tf.util.parseAxisParam(axis, [...first.shape]) as [number];
  tf.backend_util.assertParamsConsistent(
    list.map(({ shape }) => [...shape]),
    along,
  );
  const filled = list.filter((tensor) => sizeOf(tensor) > 0);
  const parts = filled.length > 0 ? filled : list;
  const rank = first.shape.length;
  const layout = rank === 4 ? preferredLayout(parts) : 'channelsLast';
  const total = parts.reduce((sum, tensor) => sum + tensor.shape[along]!, 0);
  const shape = first.shape.map((extent, i) => (i === along ? total : extent));
  const value = addNode(
    graph,
    'Concat',
    parts.map((tensor) => materialize(graph, tensor, layout)),
    { type: first.dtype, shape: toStoredOrder(layout, shape) },
    { axis: storedAxis(layout, along) },
  );
  return fullTensor(value, first.dtype, shape, layout);
}
