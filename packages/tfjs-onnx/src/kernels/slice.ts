import * as tf from '@tensorflow/tfjs-core';
import { addInts, addNode, type Graph } from '../graph.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { reshapeTensor } from '../reshape-tensor.ts';
import { fullTensor, storedAxis, type TracedTensor, toStoredOrder } from '../traced-tensor.ts';

/** How ONNX says "to the end" in a slice. */
const toTheEnd = Number.MAX_SAFE_INTEGER;

const sliceRecorder: Recorder<'x', tf.SliceAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const { begin, size } = attributes as { begin: number[]; size: number[] };
  const [first, shape] = tf.slice_util.parseSliceParams(like(x), begin, size);
  tf.slice_util.assertParamsValid(like(x), first!, shape!);
  return slice(graph, x, { begin: first!, shape: shape! });
};

const stridedSlice: Recorder<'x', tf.StridedSliceAttrs> = ({
  graph,
  inputs: { x },
  attributes,
}) => {
  const { begin, end, strides, finalShape } = tf.slice_util.sliceInfo(
    [...x.shape],
    attributes.begin,
    attributes.end,
    attributes.strides,
    attributes.beginMask,
    attributes.endMask,
    attributes.ellipsisMask,
    attributes.newAxisMask,
    attributes.shrinkAxisMask,
  );
  const shape = tf.slice_util.computeOutShape(begin, end, strides);
  return reshapeTensor(graph, slice(graph, x, { begin, shape, strides }), finalShape);
};

const reverse: Recorder<'x', tf.ReverseAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const axes = tf.util.parseAxisParam(attributes.dims, [...x.shape]);
  return slice(graph, x, {
    begin: x.shape.map((extent, axis) => (axes.includes(axis) ? extent - 1 : 0)),
    shape: x.shape,
    strides: x.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
  });
};

const splitV: Recorder<'x', tf.SplitVAttrs> = ({ graph, inputs: { x }, attributes }) => {
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...x.shape]) as [number];
  const extents = tf.backend_util.prepareSplitSize(like(x), attributes.numOrSizeSplits, axis);
  let begin = 0;
  return extents.map((extent) => {
    const part = alongAxis(graph, x, axis, begin, extent);
    begin += extent;
    return part;
  });
};

const unpack: Recorder<'value', tf.UnpackAttrs> = ({ graph, inputs: { value }, attributes }) => {
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...value.shape]) as [number];
  const shape = value.shape.filter((_, i) => i !== axis);
  return Array.from({ length: value.shape[axis]! }, (_, i) =>
    reshapeTensor(graph, alongAxis(graph, value, axis, i, 1), shape),
  );
};

export const sliceRecorders: Recorders = {
  Slice: sliceRecorder,
  StridedSlice: stridedSlice,
  Reverse: reverse,
  SplitV: splitV,
  Unpack: unpack,
};

/** What tfjs's helpers look at of a tensor. */
function like({ shape }: TracedTensor): tf.Tensor {
  return { shape: [...shape], rank: shape.length } as tf.Tensor;
}

function alongAxis(
  graph: Graph,
  x: TracedTensor,
  axis: number,
  begin: number,
  extent: number,
): TracedTensor {
  return slice(graph, x, {
    begin: x.shape.map((_, i) => (i === axis ? begin : 0)),
    shape: x.shape.map((full, i) => (i === axis ? extent : full)),
  });
}

interface Cut {
  /** First index along every axis. */
  readonly begin: readonly number[];
  /** Extents of the result. */
  readonly shape: readonly number[];
  /** Step along every axis; absent: 1. */
  readonly strides?: readonly number[];
}

function slice(
  graph: Graph,
  x: TracedTensor,
  { begin, shape, strides = x.shape.map(() => 1) }: Cut,
): TracedTensor {
  const axes = x.shape
    .map((_, axis) => axis)
    .filter((i) => begin[i] !== 0 || shape[i] !== x.shape[i] || strides[i] !== 1);
  if (axes.length === 0) return x;
  // Extents are not written where a slice goes to the end, so that they may be symbolic.
  const start = (i: number) =>
    strides[i]! < 0 && begin[i] === x.shape[i]! - 1 ? toTheEnd : begin[i]!;
  const end = (i: number) => {
    const behind = begin[i]! + (shape[i]! - 1) * strides[i]! + Math.sign(strides[i]!);
    if (behind < 0) return -toTheEnd;
    return behind >= x.shape[i]! ? toTheEnd : behind;
  };
  const value = materialize(graph, x, x.layout);
  const list = (perAxis: (i: number) => number) => addInts(graph, axes.map(perAxis));
  const bounds = [list(start), list(end), list((i) => storedAxis(x.layout, i))];
  const node = addNode(graph, 'Slice', [value, ...bounds, list((i) => strides[i]!)], {
    type: value.type,
    shape: toStoredOrder(x.layout, shape),
  });
  return fullTensor(node, x.dtype, shape, x.layout);
}
