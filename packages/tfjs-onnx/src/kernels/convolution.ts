import * as tf from '@tensorflow/tfjs-core';
import { addInts, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import { fullTensor, type Recorder, type Recorders } from '../recorder.ts';
import type { TracedTensor } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';
import { filterGradient } from './filter-gradient.ts';

type Pad = 'valid' | 'same' | number | [number, number][];

interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: Pad;
  dataFormat: 'NHWC' | 'NCHW';
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export const convolutionRecorders: Recorders = {
  Conv2D: (({ graph, inputs: { x, filter }, attributes }) => {
    const info = describe(x!.shape, filter!.shape, attributes);
    const value = addNode(
      graph,
      'Conv',
      [materialize(graph, x!, 'channelsFirst'), outputsFirst(graph, filter!)],
      channelsFirst(info.batchSize, info.outChannels, info.outHeight, info.outWidth),
      {
        kernel_shape: [info.filterHeight, info.filterWidth],
        strides: [info.strideHeight, info.strideWidth],
        dilations: [info.dilationHeight, info.dilationWidth],
        pads: pads(info),
      },
    );
    return fullTensor(value, x!.dtype, info.outShape, 'channelsFirst');
  }) satisfies Recorder<ConvolutionAttributes>,

  Conv2DBackpropInput: (({ graph, inputs: { dy, filter }, attributes }) => {
    const info = describe(attributes.inputShape, filter!.shape, attributes);
    const gradient = materialize(graph, dy!, 'channelsFirst');
    const unitStride = info.strideHeight === 1 && info.strideWidth === 1;
    const value = unitStride
      ? inputGradientAsConvolution(graph, gradient, filter!, info)
      : inputGradient(graph, gradient, filter!, info);
    return fullTensor(value, dy!.dtype, attributes.inputShape, 'channelsFirst');
  }) satisfies Recorder<ConvolutionAttributes & { inputShape: [number, number, number, number] }>,

  Conv2DBackpropFilter: (({ graph, inputs: { x, dy }, attributes }) => {
    const info = describe(x!.shape, attributes.filterShape, attributes);
    const value = filterGradient(
      graph,
      materialize(graph, x!, 'channelsFirst'),
      materialize(graph, dy!, 'channelsFirst'),
      info,
    );
    return fullTensor(value, dy!.dtype, attributes.filterShape);
  }) satisfies Recorder<ConvolutionAttributes & { filterShape: [number, number, number, number] }>,
};

type Info = tf.backend_util.Conv2DInfo;

function describe(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dilations = 1, dimRoundingMode }: ConvolutionAttributes,
): Info {
  if (dataFormat === 'NCHW') throw new RangeError('expected dataFormat NHWC, got NCHW');
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad as 'same',
    dimRoundingMode,
  );
}

function pads({ padInfo }: Info): number[] {
  return [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right];
}

function channelsFirst(batch: number, channels: number, height: number, width: number) {
  return { type: 'float32' as const, shape: [batch, channels, height, width] };
}

/** tfjs keeps filters as [height, width, in, out], ONNX wants [out, in, height, width]. */
function outputsFirst(graph: Graph, filter: TracedTensor): GraphValue {
  return transposeValue(graph, materialize(graph, filter), [3, 2, 0, 1]);
}

/** At stride 1 the gradient is a convolution with the filter turned by 180°, ORT's fastest form. */
function inputGradientAsConvolution(
  graph: Graph,
  dy: GraphValue,
  filter: TracedTensor,
  info: Info,
): GraphValue {
  const { filterHeight, filterWidth, padInfo, inHeight, inWidth, outHeight, outWidth } = info;
  const inputsFirst = transposeValue(graph, materialize(graph, filter), [2, 3, 0, 1]);
  const turned =
    filterHeight === 1 && filterWidth === 1 ? inputsFirst : flipSpatially(graph, inputsFirst);
  const reachHeight = (filterHeight - 1) * info.dilationHeight;
  const reachWidth = (filterWidth - 1) * info.dilationWidth;
  return addNode(
    graph,
    'Conv',
    [dy, turned],
    channelsFirst(info.batchSize, info.inChannels, inHeight, inWidth),
    {
      kernel_shape: [filterHeight, filterWidth],
      strides: [1, 1],
      dilations: [info.dilationHeight, info.dilationWidth],
      pads: [
        reachHeight - padInfo.top,
        reachWidth - padInfo.left,
        inHeight + padInfo.top - outHeight,
        inWidth + padInfo.left - outWidth,
      ],
    },
  );
}

function flipSpatially(graph: Graph, value: GraphValue): GraphValue {
  const all = -Number.MAX_SAFE_INTEGER;
  const [starts, ends, axes, steps] = [
    [-1, -1],
    [all, all],
    [2, 3],
    [-1, -1],
  ].map((ints) => addInts(graph, ints));
  return addNode(graph, 'Slice', [value, starts!, ends!, axes!, steps!], value);
}

function inputGradient(graph: Graph, dy: GraphValue, filter: TracedTensor, info: Info): GraphValue {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const reached = (out: number, stride: number, extent: number, dilation: number) =>
    (out - 1) * stride + (extent - 1) * dilation + 1;
  // Rows and columns of the input that no window reached have gradient 0.
  const missHeight =
    info.inHeight +
    padInfo.top +
    padInfo.bottom -
    reached(info.outHeight, strideHeight, filterHeight, info.dilationHeight);
  const missWidth =
    info.inWidth +
    padInfo.left +
    padInfo.right -
    reached(info.outWidth, strideWidth, filterWidth, info.dilationWidth);
  return addNode(
    graph,
    'ConvTranspose',
    [dy, outputsFirst(graph, filter)],
    channelsFirst(info.batchSize, info.inChannels, info.inHeight, info.inWidth),
    {
      kernel_shape: [filterHeight, filterWidth],
      strides: [strideHeight, strideWidth],
      dilations: [info.dilationHeight, info.dilationWidth],
      pads: pads(info),
      output_padding: [missHeight, missWidth],
    },
  );
}
