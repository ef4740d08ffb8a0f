import * as tf from '@tensorflow/tfjs-core';
import { addConstant, addFloat, addInts, addNode, type Graph } from '../graph.ts';
import { materialize, preferredLayout } from '../layout.ts';
import { fullTensor, type Recorder, type Recorders } from '../recorder.ts';
import { reshapeValue } from '../reshape-value.ts';
import { storedAxis, type TracedTensor, toStoredOrder } from '../traced-tensor.ts';
import { transposeValue } from '../transpose-value.ts';
import { castValue, uniformTensor } from './unary.ts';

/** How ONNX says "to the end" in a slice. */
const toTheEnd = Number.MAX_SAFE_INTEGER;

export const shapeRecorders: Recorders = {
  Reshape: (({ graph, list: [x], attributes: { shape } }) =>
    reshape(graph, x!, tf.util.inferFromImplicitShape(shape, size(x!)))) satisfies Recorder<{
    shape: number[];
  }>,
  ExpandDims: (({ graph, list: [x], attributes: { dim } }) => {
    const axis = dim < 0 ? x!.shape.length + dim + 1 : dim;
    return reshape(graph, x!, [...x!.shape.slice(0, axis), 1, ...x!.shape.slice(axis)]);
  }) satisfies Recorder<{ dim: number }>,
  Transpose: (({ graph, list: [x], attributes: { perm } }) =>
    fullTensor(
      transposeValue(graph, materialize(graph, x!), perm),
      x!.dtype,
      perm.map((axis) => x!.shape[axis]!),
    )) satisfies Recorder<{ perm: number[] }>,
  BroadcastTo: (({ graph, list: [x], attributes: { shape } }) => {
    const leading = new Array<number>(shape.length - x!.shape.length).fill(1);
    return { ...reshape(graph, x!, [...leading, ...x!.shape]), shape };
  }) satisfies Recorder<{ shape: number[] }>,
  Fill: (({ graph, attributes: { shape, value, dtype } }) =>
    uniformTensor(graph, shape, dtype ?? 'float32', value)) satisfies Recorder<{
    shape: number[];
    value: number;
    dtype?: 'float32' | 'int32' | 'bool';
  }>,
  Range: (({ graph, attributes: { start, stop, step, dtype } }) => {
    const count = Math.max(0, Math.ceil((stop - start) / step));
    const numbers = Array.from({ length: count }, (_, i) => start + i * step);
    const integers = dtype === 'int32';
    const data = integers ? Int32Array.from(numbers) : Float32Array.from(numbers);
    const type = integers ? 'int32' : 'float32';
    return fullTensor(addConstant(graph, type, [count], data), type, [count]);
  }) satisfies Recorder<{ start: number; stop: number; step: number; dtype?: string }>,
  Concat: (({ graph, list, attributes: { axis } }) =>
    concat(graph, list, axis)) satisfies Recorder<{ axis: number }>,
  Pack: (({ graph, list, attributes: { axis } }) => {
    const unit = (t: TracedTensor) =>
      reshape(graph, t, [...t.shape.slice(0, axis), 1, ...t.shape.slice(axis)]);
    return concat(graph, list.map(unit), axis);
  }) satisfies Recorder<{ axis: number }>,
  Unpack: (({ graph, list: [x], attributes: { axis } }) => {
    const along = axis < 0 ? axis + x!.shape.length : axis;
    const shape = x!.shape.filter((_, i) => i !== along);
    return Array.from({ length: x!.shape[along]! }, (_, i) =>
      reshape(graph, sliceAxis(graph, x!, along, i, 1), shape),
    );
  }) satisfies Recorder<{ axis: number }>,
  SplitV: (({ graph, list: [x], attributes: { numOrSizeSplits, axis } }) => {
    const [along] = tf.util.parseAxisParam(axis, [...x!.shape]) as [number];
    const sizes = tf.backend_util.prepareSplitSize(
      { shape: [...x!.shape] } as tf.Tensor,
      numOrSizeSplits,
      along,
    );
    let begin = 0;
    return sizes.map((extent) => {
      const part = sliceAxis(graph, x!, along, begin, extent);
      begin += extent;
      return part;
    });
  }) satisfies Recorder<{ numOrSizeSplits: number | number[]; axis: number }>,
  Slice: (({ graph, list: [x], attributes: { begin, size: extents } }) => {
    const starts = x!.shape.map((_, i) => begin[i] ?? 0);
    const shape = x!.shape.map((extent, i) =>
      extents[i] === undefined || extents[i] === -1 ? extent - starts[i]! : extents[i]!,
    );
    return slice(
      graph,
      x!,
      starts,
      shape,
      shape.map(() => 1),
    );
  }) satisfies Recorder<{ begin: number[]; size: number[] }>,
  StridedSlice: (({ graph, list: [x], attributes: a }) => {
    const info = tf.slice_util.sliceInfo(
      [...x!.shape],
      a.begin,
      a.end,
      a.strides,
      a.beginMask,
      a.endMask,
      a.ellipsisMask,
      a.newAxisMask,
      a.shrinkAxisMask,
    );
    const shape = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
    return reshape(graph, slice(graph, x!, info.begin, shape, info.strides), info.finalShape);
  }) satisfies Recorder<StridedSliceAttributes>,
  PadV2: (({ graph, list: [x], attributes: { paddings, constantValue } }) =>
    pad(graph, x!, paddings, 'constant', constantValue)) satisfies Recorder<{
    paddings: [number, number][];
    constantValue: number;
  }>,
  MirrorPad: (({ graph, list: [x], attributes: { paddings, mode } }) => {
    if (mode === 'symmetric') {
      throw new RangeError(
        "expected mirrorPad's mode reflect, got symmetric: ONNX has no such pad",
      );
    }
    return pad(graph, x!, paddings, 'reflect', 0);
  }) satisfies Recorder<{ paddings: [number, number][]; mode: string }>,
  Tile: (({ graph, list: [x], attributes: { reps } }) => {
    const shape = x!.shape.map((extent, i) => extent * reps[i]!);
    const value = materialize(graph, x!);
    const tiled = addNode(graph, 'Tile', [value, addInts(graph, reps)], {
      type: value.type,
      shape,
    });
    return fullTensor(tiled, x!.dtype, shape);
  }) satisfies Recorder<{ reps: number[] }>,
  GatherV2: (({ graph, inputs: { x, indices }, attributes: { axis, batchDims = 0 } }) => {
    if (batchDims !== 0) throw new RangeError(`expected gather's batchDims 0, got ${batchDims}`);
    const [along] = tf.util.parseAxisParam(axis, [...x!.shape]) as [number];
    const shape = [...x!.shape.slice(0, along), ...indices!.shape, ...x!.shape.slice(along + 1)];
    const value = materialize(graph, x!);
    const node = addNode(
      graph,
      'Gather',
      [value, materialize(graph, indices!)],
      { type: value.type, shape },
      { axis: along },
    );
    return fullTensor(node, x!.dtype, shape);
  }) satisfies Recorder<{ axis: number; batchDims?: number }>,
  OneHot: (({
    graph,
    list: [indices],
    attributes: { depth, onValue = 1, offValue = 0, dtype },
  }) => {
    const shape = [...indices!.shape, depth];
    const values = addConstant(graph, 'float32', [2], Float32Array.of(offValue, onValue));
    const count = addConstant(graph, 'int64', [], BigInt64Array.of(BigInt(depth)));
    const node = addNode(graph, 'OneHot', [materialize(graph, indices!), count, values], {
      type: 'float32',
      shape,
    });
    const integers = dtype === 'int32';
    const value = integers ? castValue(graph, node, 'int32') : node;
    return fullTensor(value, integers ? 'int32' : 'float32', shape);
  }) satisfies Recorder<{ depth: number; onValue?: number; offValue?: number; dtype?: string }>,
};

interface StridedSliceAttributes {
  begin: number[];
  end: number[];
  strides: number[];
  beginMask: number;
  endMask: number;
  ellipsisMask: number;
  newAxisMask: number;
  shrinkAxisMask: number;
}

function size(x: TracedTensor): number {
  return x.shape.reduce((product, extent) => product * extent, 1);
}

function reshape(graph: Graph, x: TracedTensor, shape: readonly number[]): TracedTensor {
  const single = x.value.shape.every((extent) => extent === 1) && size(x) !== 1;
  if (single) {
    const ones = shape.map(() => 1);
    return fullTensor(reshapeValue(graph, x.value, ones), x.dtype, shape);
  }
  if (shape.length === 4 && x.shape.every((extent, i) => extent === shape[i])) return x;
  return fullTensor(reshapeValue(graph, materialize(graph, x), shape), x.dtype, shape);
}

function concat(graph: Graph, list: readonly TracedTensor[], axis: number): TracedTensor {
  const first = list[0]!;
  const [along] = tf.util.parseAxisParam(axis, [...first.shape]) as [number];
  const parts = list.filter((t) => size(t) > 0);
  const layout = first.shape.length === 4 ? preferredLayout(parts) : 'channelsLast';
  const total = parts.reduce((sum, t) => sum + t.shape[along]!, 0);
  const shape = first.shape.map((extent, i) => (i === along ? total : extent));
  const values = parts.map((t) => materialize(graph, t, layout));
  const value = addNode(
    graph,
    'Concat',
    values,
    {
      type: values[0]!.type,
      shape: toStoredOrder(shape.length === 4 ? layout : 'channelsLast', shape),
    },
    { axis: storedAxis(layout, along) },
  );
  return fullTensor(value, first.dtype, shape, layout);
}

function sliceAxis(
  graph: Graph,
  x: TracedTensor,
  axis: number,
  begin: number,
  extent: number,
): TracedTensor {
  const starts = x.shape.map((_, i) => (i === axis ? begin : 0));
  const shape = x.shape.map((full, i) => (i === axis ? extent : full));
  return slice(
    graph,
    x,
    starts,
    shape,
    shape.map(() => 1),
  );
}

function slice(
  graph: Graph,
  x: TracedTensor,
  begin: readonly number[],
  shape: readonly number[],
  strides: readonly number[],
): TracedTensor {
  const cut = x.shape
    .map((_, i) => i)
    .filter((i) => begin[i] !== 0 || shape[i] !== x.shape[i] || strides[i] !== 1);
  if (cut.length === 0) return x;
  const value = materialize(graph, x, x.layout);
  const ends = cut.map((i) => {
    const end = begin[i]! + (shape[i]! - 1) * strides[i]! + Math.sign(strides[i]!);
    if (end < 0) return -toTheEnd;
    return end >= x.shape[i]! ? toTheEnd : end;
  });
  const node = addNode(
    graph,
    'Slice',
    [
      value,
      addInts(
        graph,
        cut.map((i) => begin[i]!),
      ),
      addInts(graph, ends),
      addInts(
        graph,
        cut.map((i) => storedAxis(x.layout, i)),
      ),
      addInts(
        graph,
        cut.map((i) => strides[i]!),
      ),
    ],
    { type: value.type, shape: toStoredOrder(x.layout, shape) },
  );
  return fullTensor(node, x.dtype, shape, x.layout);
}

function pad(
  graph: Graph,
  x: TracedTensor,
  paddings: readonly (readonly [number, number])[],
  mode: 'constant' | 'reflect',
  fill: number,
): TracedTensor {
  const shape = x.shape.map((extent, i) => extent + paddings[i]![0] + paddings[i]![1]);
  const value = materialize(graph, x, x.layout);
  const ordered = toStoredOrder(x.layout, paddings);
  const pads = addInts(graph, [...ordered.map((p) => p[0]), ...ordered.map((p) => p[1])]);
  const constant =
    value.type === 'float32'
      ? addFloat(graph, fill)
      : addConstant(graph, value.type, [], Int32Array.of(fill));
  const inputs = mode === 'constant' ? [value, pads, constant] : [value, pads];
  const output = { type: value.type, shape: toStoredOrder(x.layout, shape) };
  return fullTensor(addNode(graph, 'Pad', inputs, output, { mode }), x.dtype, shape, x.layout);
}
