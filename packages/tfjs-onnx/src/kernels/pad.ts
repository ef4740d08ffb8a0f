import type * as tf from '@tensorflow/tfjs-core';
import { elementsOf } from '../element-type.ts';
import { addConstant, addInts, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor, type TracedTensor, toStoredOrder } from '../traced-tensor.ts';

const padV2: Recorder<'x', tf.PadV2Attrs> = ({ graph, inputs: { x }, attributes }) => {
  const fill = addConstant(graph, x.dtype, [], elementsOf(x.dtype, [attributes.constantValue]));
  return pad(graph, x, attributes.paddings, 'constant', [fill]);
};

const mirrorPad: Recorder<'x', tf.MirrorPadAttrs> = ({ graph, inputs: { x }, attributes }) => {
  if (attributes.mode === 'symmetric') {
    throw new RangeError("expected mirrorPad's mode reflect, got symmetric: ONNX has no such pad");
  }
  return pad(graph, x, attributes.paddings, 'reflect', []);
};

export const padRecorders: Recorders = { PadV2: padV2, MirrorPad: mirrorPad };

function pad(
  graph: Graph,
  x: TracedTensor,
  paddings: readonly (readonly [number, number])[],
  mode: 'constant' | 'reflect',
  fill: readonly GraphValue[],
): TracedTensor {
  const shape = x.shape.map((extent, axis) => extent + paddings[axis]![0] + paddings[axis]![1]);
  const stored = toStoredOrder(x.layout, paddings);
  const pads = addInts(graph, [...stored.map((p) => p[0]), ...stored.map((p) => p[1])]);
  const inputs = [materialize(graph, x, x.layout), pads, ...fill];
  const output = { type: x.dtype, shape: toStoredOrder(x.layout, shape) };
  return fullTensor(addNode(graph, 'Pad', inputs, output, { mode }), x.dtype, shape, x.layout);
}
