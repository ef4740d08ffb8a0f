import * as tf from '@tensorflow/tfjs-core';
import { castValue } from '../cast-value.ts';
import { addConstant, addInts, addNode, addNodeOfMany } from '../graph.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { fullTensor } from '../traced-tensor.ts';
import { uniformTensor } from '../uniform-tensor.ts';

const gather: Recorder<'x' | 'indices', tf.GatherV2Attrs> = ({ graph, inputs, attributes }) => {
  const { x, indices } = inputs;
  const { batchDims = 0 } = attributes;
  if (batchDims !== 0) throw new RangeError(`expected gather's batchDims 0, got ${batchDims}`);
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...x.shape]) as [number];
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  const values = [materialize(graph, x), materialize(graph, indices)];
  const node = addNode(graph, 'Gather', values, { type: x.dtype, shape }, { axis });
  return fullTensor(node, x.dtype, shape);
};

const gatherNd: Recorder<'params' | 'indices'> = ({ graph, inputs: { params, indices } }) => {
  const depth = indices.shape.at(-1)!;
  const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
  const positions = castValue(graph, materialize(graph, indices), 'int64');
  const values = [materialize(graph, params), positions];
  const node = addNode(graph, 'GatherND', values, { type: params.dtype, shape });
  return fullTensor(node, params.dtype, shape);
};

/**
 * Sums the rows that belong to one segment; with the indices of a gather as segments, its
 * gradient. ONNX Runtime's ScatterND adds from several threads at once, ScatterElements from one,
 * so only the latter is right when segments repeat.
 */
const unsortedSegmentSum: Recorder<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs> = ({
  graph,
  inputs: { x, segmentIds },
  attributes: { numSegments },
}) => {
  const shape = [numSegments, ...x.shape.slice(1)];
  const ids = materialize(graph, segmentIds);
  const column = reshapeValue(graph, ids, [ids.shape[0]!, ...x.shape.slice(1).map(() => 1)]);
  const grow = addInts(graph, [1, ...x.shape.slice(1)]);
  const rows = addNode(graph, 'Expand', [column, grow], { type: ids.type, shape: x.shape });
  const zeros = materialize(graph, uniformTensor(graph, shape, x.dtype, 0));
  const sums = addNode(
    graph,
    'ScatterElements',
    [zeros, rows, materialize(graph, x)],
    { type: x.dtype, shape },
    { axis: 0, reduction: 'add' },
  );
  return fullTensor(sums, x.dtype, shape);
};

const oneHot: Recorder<'indices', tf.OneHotAttrs> = ({ graph, inputs, attributes }) => {
  const { depth, onValue, offValue, dtype } = attributes;
  const shape = [...inputs.indices.shape, depth];
  const values = addConstant(graph, 'float32', [2], Float32Array.of(offValue, onValue));
  const count = addConstant(graph, 'int64', [], BigInt64Array.of(BigInt(depth)));
  // ONNX Runtime has no OneHot of int32 indices.
  const indices = castValue(graph, materialize(graph, inputs.indices), 'int64');
  const node = addNode(graph, 'OneHot', [indices, count, values], { type: 'float32', shape });
  const type = dtype === 'int32' ? 'int32' : 'float32';
  return fullTensor(castValue(graph, node, type), type, shape);
};

const topK: Recorder<'x', tf.TopKAttrs> = ({ graph, inputs: { x }, attributes: { k, sorted } }) => {
  const shape = [...x.shape.slice(0, -1), k];
  const [values, indices] = addNodeOfMany(
    graph,
    'TopK',
    [materialize(graph, x), addInts(graph, [k])],
    [
      { type: x.dtype, shape },
      { type: 'int64', shape },
    ],
    { axis: shape.length - 1, largest: 1, sorted: sorted ? 1 : 0 },
  );
  return [
    fullTensor(values!, x.dtype, shape),
    fullTensor(castValue(graph, indices!, 'int32'), 'int32', shape),
  ];
};

export const gatherRecorders: Recorders = {
  GatherV2: gather,
  GatherNd: gatherNd,
  UnsortedSegmentSum: unsortedSegmentSum,
  OneHot: oneHot,
  TopK: topK,
};
