import * as tf from '@tensorflow/tfjs-core';
import { addFloat, addInts, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { fullTensor, type TracedTensor } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';
import { activate } from './activations.ts';
import { transposedAttributes } from './input-gradient.ts';
import { addBias } from './mat-mul.ts';
import { windowAttributes, windowsOf } from './window.ts';

// tfjs's depthwise filter is [height, width, in, multiplier]; channel c of the input makes
// channels c · multiplier … of the output. In ONNX it is a convolution in `in` groups.

const depthwise: Recorder<'x' | 'filter', tf.DepthwiseConv2dNativeAttrs> = ({
  graph,
  inputs: { x, filter },
  attributes,
}) => convolve(graph, x, filter, attributes);

const fusedDepthwise: Recorder<
  'x' | 'filter',
  tf.FusedDepthwiseConv2DAttrs,
  'bias' | 'preluActivationWeights'
> = ({ graph, inputs: { x, filter, bias, preluActivationWeights }, attributes }) => {
  const convolved = convolve(graph, x, filter, attributes);
  const sum = bias === undefined ? convolved : addBias(graph, convolved, bias);
  return activate(graph, sum, { ...attributes, preluActivationWeights });
};

const backpropInput: Recorder<'dy' | 'filter', tf.DepthwiseConv2dNativeBackpropInputAttrs> = ({
  graph,
  inputs: { dy, filter },
  attributes,
}) => {
  const info = describe(attributes.inputShape, filter.shape, attributes);
  const { batchSize, inChannels, inHeight, inWidth } = info;
  const value = addNode(
    graph,
    'ConvTranspose',
    [materialize(graph, dy, 'channelsFirst'), groupedFilter(graph, filter)],
    { type: 'float32', shape: [batchSize, inChannels, inHeight, inWidth] },
    { ...transposedAttributes(windowsOf(info)), group: inChannels },
  );
  return fullTensor(value, 'float32', attributes.inputShape, 'channelsFirst');
};

const backpropFilter: Recorder<'x' | 'dy', tf.DepthwiseConv2dNativeBackpropFilterAttrs> = ({
  graph,
  inputs: { x, dy },
  attributes,
}) => {
  const { filterShape } = attributes;
  const info = describe(x.shape, filterShape, attributes);
  const values = [x, dy].map((tensor) => materialize(graph, tensor, 'channelsFirst'));
  return fullTensor(filterGradient(graph, values[0]!, values[1]!, info), 'float32', filterShape);
};

export const depthwiseRecorders: Recorders = {
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: fusedDepthwise,
  DepthwiseConv2dNativeBackpropInput: backpropInput,
  DepthwiseConv2dNativeBackpropFilter: backpropFilter,
};

function convolve(
  graph: Graph,
  x: TracedTensor,
  filter: TracedTensor,
  attributes: tf.DepthwiseConv2dNativeAttrs,
): TracedTensor {
  if (attributes.dataFormat === 'NCHW') {
    throw new RangeError('expected dataFormat NHWC, got NCHW');
  }
  const info = describe(x.shape, filter.shape, attributes);
  const value = addNode(
    graph,
    'Conv',
    [materialize(graph, x, 'channelsFirst'), groupedFilter(graph, filter)],
    { type: 'float32', shape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth] },
    { ...windowAttributes(windowsOf(info)), group: info.inChannels },
  );
  return fullTensor(value, 'float32', info.outShape, 'channelsFirst');
}

/** The filter as [in · multiplier, 1, height, width]. */
function groupedFilter(graph: Graph, filter: TracedTensor): GraphValue {
  const [height, width, inputs, multiplier] = filter.shape as Shape4;
  const first = transposeValue(graph, materialize(graph, filter), [2, 3, 0, 1]);
  return reshapeValue(graph, first, [inputs * multiplier, 1, height, width]);
}

/**
 * The gradient of the filter as one convolution: the batch takes the place of the channels, the
 * output's gradient that of the filter, and strides and dilations change theirs.
 */
function filterGradient(
  graph: Graph,
  x: GraphValue,
  dy: GraphValue,
  info: tf.backend_util.Conv2DInfo,
): GraphValue {
  const { batchSize: batch, inChannels, outChannels, outHeight, outWidth } = info;
  const [rows, columns] = windowsOf(info);
  const height = rows.inputs + rows.before + rows.after - rows.missed;
  const width = columns.inputs + columns.before + columns.after - columns.missed;
  const ends = [rows.after - rows.missed, columns.after - columns.missed];
  // ONNX's Pad cuts where a pad is negative.
  const pads = addInts(graph, [0, 0, rows.before, columns.before, 0, 0, ...ends]);
  const padded = addNode(
    graph,
    'Pad',
    [x, pads, addFloat(graph, 0)],
    { type: 'float32', shape: [batch, inChannels, height, width] },
    { mode: 'constant' },
  );
  const images = reshapeValue(graph, swapBatchAndChannels(graph, padded), [
    1,
    inChannels * batch,
    height,
    width,
  ]);
  const products = addNode(
    graph,
    'Conv',
    [images, swapBatchAndChannels(graph, dy)],
    { type: 'float32', shape: [1, outChannels, rows.size, columns.size] },
    {
      kernel_shape: [outHeight, outWidth],
      strides: [rows.dilation, columns.dilation],
      dilations: [rows.stride, columns.stride],
      group: inChannels,
    },
  );
  const multiplier = outChannels / inChannels;
  const split = reshapeValue(graph, products, [inChannels, multiplier, rows.size, columns.size]);
  return transposeValue(graph, split, [2, 3, 0, 1]);
}

function swapBatchAndChannels(graph: Graph, images: GraphValue): GraphValue {
  return transposeValue(graph, images, [1, 0, 2, 3]);
}

type Shape4 = [number, number, number, number];

type DepthwiseAttributes = Pick<
  tf.DepthwiseConv2dNativeAttrs,
  'strides' | 'pad' | 'dilations' | 'dimRoundingMode'
>;

function describe(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode }: DepthwiseAttributes,
): tf.backend_util.Conv2DInfo {
  const depthwiseOf = true;
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides,
    dilations ?? 1, // null from tfjs-layers
    pad,
    dimRoundingMode,
    depthwiseOf,
  );
}
