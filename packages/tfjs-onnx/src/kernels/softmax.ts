import type * as tf from '@tensorflow/tfjs-core';
import { addNode } from '../graph.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor } from '../traced-tensor.ts';

const softmax: Recorder<'logits', tf.SoftmaxAttrs> = ({ graph, inputs, attributes: { dim } }) => {
  const { shape } = inputs.logits;
  const value = materialize(graph, inputs.logits);
  const axis = dim < 0 ? dim + shape.length : dim;
  return fullTensor(addNode(graph, 'Softmax', [value], value, { axis }), 'float32', shape);
};

export const softmaxRecorders: Recorders = { Softmax: softmax };
