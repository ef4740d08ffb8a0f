import * as tf from '@tensorflow/tfjs-core';
import { addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { sameShape } from '../reshape-value.ts';
import { fullTensor, type TracedTensor } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';
import { activate } from './activations.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { addBias } from './mat-mul.ts';
import { windowAttributes, windowsOf } from './window.ts';

const conv2d: Recorder<'x' | 'filter', tf.Conv2DAttrs> = ({ graph, inputs, attributes }) =>
  convolve(graph, inputs.x, inputs.filter, attributes);

const fusedConv2d: Recorder<
  'x' | 'filter',
  tf.FusedConv2DAttrs,
  'bias' | 'preluActivationWeights'
> = ({ graph, inputs: { x, filter, bias, preluActivationWeights }, attributes }) => {
  const convolved = convolve(graph, x, filter, attributes);
  const sum = bias === undefined ? convolved : addBias(graph, convolved, bias);
  return activate(graph, sum, { ...attributes, preluActivationWeights });
};

const conv2dBackpropInput: Recorder<'dy' | 'filter', tf.Conv2DBackpropInputAttrs> = ({
  graph,
  inputs: { dy, filter },
  attributes,
}) => {
  const { inputShape } = attributes;
  const info = describe(inputShape, filter.shape, attributes);
  assertOutput(dy, info);
  const gradient = materialize(graph, dy, 'channelsFirst');
  const value = inputGradient(graph, gradient, materialize(graph, filter), info);
  return fullTensor(value, 'float32', inputShape, 'channelsFirst');
};

const conv2dBackpropFilter: Recorder<'x' | 'dy', tf.Conv2DBackpropFilterAttrs> = ({
  graph,
  inputs: { x, dy },
  attributes,
}) => {
  const { filterShape } = attributes;
  const info = describe(x.shape, filterShape, attributes);
  assertOutput(dy, info);
  const values = [x, dy].map((tensor) => materialize(graph, tensor, 'channelsFirst'));
  return fullTensor(filterGradient(graph, values[0]!, values[1]!, info), 'float32', filterShape);
};

export const convolutionRecorders: Recorders = {
  Conv2D: conv2d,
  FusedConv2D: fusedConv2d,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv2DBackpropFilter: conv2dBackpropFilter,
};

function convolve(
  graph: Graph,
  x: TracedTensor,
  filter: TracedTensor,
  attributes: tf.Conv2DAttrs,
): TracedTensor {
  const info = describe(x.shape, filter.shape, attributes);
  const value = addNode(
    graph,
    'Conv',
    [materialize(graph, x, 'channelsFirst'), outputsFirst(graph, materialize(graph, filter))],
    { type: 'float32', shape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth] },
    windowAttributes(windowsOf(info)),
  );
  return fullTensor(value, 'float32', info.outShape, 'channelsFirst');
}

function describe(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dilations, dimRoundingMode }: ConvolutionAttributes,
): tf.backend_util.Conv2DInfo {
  if (dataFormat === 'NCHW') throw new RangeError('expected dataFormat NHWC, got NCHW');
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides,
    dilations ?? 1, // null from tfjs-layers, absent from gradients
    pad,
    dimRoundingMode,
  );
}

/** tfjs forgets, on the way back, that a convolution rounded its size up. */
function assertOutput(dy: TracedTensor, { outShape }: tf.backend_util.Conv2DInfo): void {
  if (sameShape(dy.shape, outShape)) return;
  throw new RangeError(
    `expected the gradient of a convolution's output [${outShape}], got [${dy.shape}]: tfjs has no gradient where dimRoundingMode changes the size`,
  );
}

type Shape4 = [number, number, number, number];

type ConvolutionAttributes = Omit<tf.Conv2DAttrs, 'dilations'> & {
  dilations?: tf.Conv2DAttrs['dilations'];
};

/** tfjs keeps filters as [height, width, in, out], ONNX wants [out, in, height, width]. */
function outputsFirst(graph: Graph, filter: GraphValue): GraphValue {
  return transposeValue(graph, filter, [3, 2, 0, 1]);
}
