import * as tf from '@tensorflow/tfjs-core';
import { addInts, addNode } from '../graph.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeTensor } from '../reshape-tensor.ts';
import { fullTensor, sizeOf } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';

const reshape: Recorder<'x', tf.ReshapeAttrs> = ({ graph, inputs: { x }, attributes }) =>
  reshapeTensor(graph, x, tf.util.inferFromImplicitShape(attributes.shape, sizeOf(x)));

const expandDims: Recorder<'input', tf.ExpandDimsAttrs> = ({ graph, inputs, attributes }) => {
  const { shape } = inputs.input;
  const axis = attributes.dim < 0 ? shape.length + attributes.dim + 1 : attributes.dim;
  return reshapeTensor(graph, inputs.input, [...shape.slice(0, axis), 1, ...shape.slice(axis)]);
};

const transpose: Recorder<'x', tf.TransposeAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const { perm } = attributes;
  const shape = perm.map((axis) => x.shape[axis]!);
  return fullTensor(transposeValue(graph, materialize(graph, x), perm), x.dtype, shape);
};

/** Along an axis of extent 1 nothing is written out: the tensor is merely larger than its value. */
const tile: Recorder<'x', tf.TileAttrs> = ({ graph, inputs: { x }, attributes: { reps } }) => {
  const shape = x.shape.map((extent, axis) => extent * reps[axis]!);
  const written = reps.map((count, axis) => (x.shape[axis] === 1 ? 1 : count));
  if (written.every((count) => count === 1)) return { ...x, shape };
  const value = materialize(graph, x);
  const output = { type: x.dtype, shape: value.shape.map((extent, i) => extent * written[i]!) };
  const tiled = addNode(graph, 'Tile', [value, addInts(graph, written)], output);
  return { shape, dtype: x.dtype, value: tiled, layout: 'channelsLast' };
};

const depthToSpace: Recorder<'x', tf.DepthToSpaceAttrs> = ({
  graph,
  inputs: { x },
  attributes,
}) => {
  const { blockSize, dataFormat } = attributes;
  if (dataFormat !== 'NHWC') throw new RangeError(`expected dataFormat NHWC, got ${dataFormat}`);
  const [batch, height, width, depth] = x.shape as [number, number, number, number];
  const channels = depth / blockSize ** 2;
  const [rows, columns] = [height * blockSize, width * blockSize];
  const value = addNode(
    graph,
    'DepthToSpace',
    [materialize(graph, x, 'channelsFirst')],
    { type: x.dtype, shape: [batch, channels, rows, columns] },
    { blocksize: blockSize, mode: 'DCR' },
  );
  return fullTensor(value, x.dtype, [batch, rows, columns, channels], 'channelsFirst');
};

export const shapeRecorders: Recorders = {
  Reshape: reshape,
  ExpandDims: expandDims,
  Transpose: transpose,
  Tile: tile,
  DepthToSpace: depthToSpace,
};
