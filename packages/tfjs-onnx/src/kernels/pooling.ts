import * as tf from '@tensorflow/tfjs-core';
import { addConstant, addNode, addNodeOfMany, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { fullTensor, sizeOf, type TracedTensor } from '../traced-tensor.ts';
import { uniformTensor } from '../uniform-tensor.ts';
import { transposedAttributes } from './input-gradient.ts';
import { type AxisWindows, windowAttributes, windowsOf } from './window.ts';

type PoolAttributes = tf.MaxPoolAttrs;

const maxPool: Recorder<'x', PoolAttributes> = ({ graph, inputs: { x }, attributes }) => {
  const info = describe(x.shape, attributes);
  const [largest] = maxima(graph, x, info);
  return fullTensor(largest, x.dtype, info.outShape, 'channelsFirst');
};

/** Each window gives its gradient to its first largest pixel; a pixel adds up what it is given. */
const maxPoolGrad: Recorder<'dy' | 'input', PoolAttributes> = ({ graph, inputs, attributes }) => {
  const { dy, input } = inputs;
  const info = describe(input.shape, attributes);
  const [, positions] = maxima(graph, input, info);
  const [windows, pixels] = [sizeOf(dy), sizeOf(input)];
  const given = materialize(graph, dy, 'channelsFirst');
  const gradient = addNode(
    graph,
    'ScatterElements',
    [
      materialize(graph, uniformTensor(graph, [pixels], 'float32', 0)),
      reshapeValue(graph, positions, [windows]),
      reshapeValue(graph, given, [windows]),
    ],
    { type: 'float32', shape: [pixels] },
    { axis: 0, reduction: 'add' },
  );
  const shape = [info.batchSize, info.inChannels, info.inHeight, info.inWidth];
  const value = reshapeValue(graph, gradient, shape);
  return fullTensor(value, 'float32', input.shape, 'channelsFirst');
};

const avgPool: Recorder<'x', PoolAttributes> = ({ graph, inputs: { x }, attributes }) => {
  const info = describe(x.shape, attributes);
  const value = addNode(
    graph,
    'AveragePool',
    [materialize(graph, x, 'channelsFirst')],
    { type: 'float32', shape: outputShape(info) },
    poolAttributes(info, { count_include_pad: 0 }),
  );
  return fullTensor(value, x.dtype, info.outShape, 'channelsFirst');
};

/**
 * Each window shares its gradient among the pixels that it covers. (tfjs's own kernels divide by
 * the whole window even where it hangs over the edge, which is not the gradient of its forward
 * pass.)
 */
const avgPoolGrad: Recorder<'dy' | 'input', PoolAttributes> = ({ graph, inputs, attributes }) => {
  const { dy, input } = inputs;
  const info = describe(input.shape, attributes);
  const { batchSize, inChannels, inHeight, inWidth } = info;
  const given = materialize(graph, dy, 'channelsFirst');
  const shares = addNode(graph, 'Mul', [given, sharePerPixel(graph, info)], given);
  const { filterHeight, filterWidth } = info;
  const window = uniformTensor(graph, [inChannels, 1, filterHeight, filterWidth], 'float32', 1);
  const value = addNode(
    graph,
    'ConvTranspose',
    [shares, materialize(graph, window)],
    { type: 'float32', shape: [batchSize, inChannels, inHeight, inWidth] },
    { ...transposedAttributes(windowsOf(info)), group: inChannels },
  );
  return fullTensor(value, 'float32', input.shape, 'channelsFirst');
};

export const poolingRecorders: Recorders = {
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  AvgPool: avgPool,
  AvgPoolGrad: avgPoolGrad,
};

type Info = tf.backend_util.Conv2DInfo;

/** The largest value of each window, and its position in the flat input. */
function maxima(graph: Graph, x: TracedTensor, info: Info): readonly [GraphValue, GraphValue] {
  const shape = outputShape(info);
  const [largest, positions] = addNodeOfMany(
    graph,
    'MaxPool',
    [materialize(graph, x, 'channelsFirst')],
    [
      { type: 'float32', shape },
      { type: 'int64', shape },
    ],
    poolAttributes(info),
  );
  return [largest!, positions!];
}

function outputShape({ batchSize, outChannels, outHeight, outWidth }: Info): number[] {
  return [batchSize, outChannels, outHeight, outWidth];
}

function poolAttributes(info: Info, extra: Record<string, number> = {}) {
  const { kernel_shape, strides, pads } = windowAttributes(windowsOf(info));
  return { kernel_shape: kernel_shape!, strides: strides!, pads: pads!, ...extra };
}

/** 1 / (pixels that a window covers), for every window: [1, 1, outHeight, outWidth]. */
function sharePerPixel(graph: Graph, info: Info): GraphValue {
  const [rows, columns] = windowsOf(info).map(coverage) as [number[], number[]];
  const shares = rows.flatMap((height) => columns.map((width) => 1 / (height * width)));
  const shape = [1, 1, rows.length, columns.length];
  return addConstant(graph, 'float32', shape, Float32Array.from(shares));
}

/** How many pixels each window covers along an axis. */
function coverage({ size, stride, before, inputs, outputs }: AxisWindows): number[] {
  return Array.from({ length: outputs }, (_, i) => {
    const first = i * stride - before;
    return Math.min(inputs, first + size) - Math.max(0, first);
  });
}

function describe(
  inputShape: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): Info {
  const dilations = 1;
  return tf.backend_util.computePool2DInfo(
    inputShape as [number, number, number, number],
    filterSize,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
}
