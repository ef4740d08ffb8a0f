import type * as tf from '@tensorflow/tfjs-core';
import { addConstant, addInts, addNode, type Graph } from '../graph.ts';
import { absent, type GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import { fullTensor } from '../traced-tensor.ts';

type ResizeAttributes = tf.ResizeBilinearAttrs;

const resizeBilinear = resize('linear');

const resizeNearest = resize('nearest');

/** The gradient of a bilinear resize: its interpolation matrices, transposed, on either side. */
const resizeBilinearGrad: Recorder<'images' | 'dy', tf.ResizeBilinearGradAttrs> = ({
  graph,
  inputs: { images, dy },
  attributes,
}) => {
  const [batch, height, width, channels] = images.shape as Shape4;
  const [, outHeight, outWidth] = dy.shape as Shape4;
  const given = materialize(graph, dy, 'channelsFirst');
  const columns = interpolation(graph, outWidth, width, attributes);
  const narrow = addNode(graph, 'MatMul', [given, columns], {
    type: 'float32',
    shape: [batch, channels, outHeight, width],
  });
  const rows = interpolation(graph, outHeight, height, attributes, 'transposed');
  const value = addNode(graph, 'MatMul', [rows, narrow], {
    type: 'float32',
    shape: [batch, channels, height, width],
  });
  return fullTensor(value, 'float32', images.shape, 'channelsFirst');
};

export const resizeRecorders: Recorders = {
  ResizeBilinear: resizeBilinear,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighbor: resizeNearest,
};

type Shape4 = [number, number, number, number];

function resize(mode: 'linear' | 'nearest'): Recorder<'images', ResizeAttributes> {
  return ({ graph, inputs: { images }, attributes }) => {
    const { alignCorners, halfPixelCenters, size } = attributes;
    const [batch, , , channels] = images.shape as Shape4;
    const source = materialize(graph, images, 'channelsFirst');
    const value = addNode(
      graph,
      'Resize',
      [source, absent, absent, targetShape(graph, source, [channels, ...size])],
      { type: 'float32', shape: [batch, channels, ...size] },
      {
        mode,
        coordinate_transformation_mode: coordinates(alignCorners, halfPixelCenters),
        // What tfjs does to the coordinate of a pixel centre, and to one of a pixel's corner.
        nearest_mode: alignCorners || halfPixelCenters ? 'round_prefer_ceil' : 'floor',
      },
    );
    return fullTensor(value, 'float32', [batch, ...size, channels], 'channelsFirst');
  };
}

/**
 * The shape to resize to, as the operator reads it: the batch is asked for at run time, since it
 * may be symbolic. (Naming the resized axes alone would do, but ONNX Runtime 1.30 fails to move
 * a transpose past such a Resize.)
 */
function targetShape(graph: Graph, source: GraphValue, rest: readonly number[]): GraphValue {
  const one = { type: 'int64' as const, shape: [1] };
  const batch = addNode(graph, 'Shape', [source], one, { start: 0, end: 1 });
  const all = { type: 'int64' as const, shape: [1 + rest.length] };
  return addNode(graph, 'Concat', [batch, addInts(graph, rest)], all, { axis: 0 });
}

function coordinates(alignCorners: boolean, halfPixelCenters: boolean): string {
  if (alignCorners) return 'align_corners';
  return halfPixelCenters ? 'half_pixel' : 'asymmetric';
}

/** The weight of each input pixel in each output pixel along an axis, [outputs, inputs]. */
function interpolation(
  graph: Graph,
  outputs: number,
  inputs: number,
  { alignCorners, halfPixelCenters }: ResizeAttributes,
  order?: 'transposed',
): GraphValue {
  const weights = new Float32Array(outputs * inputs);
  const scale = alignCorners && outputs > 1 ? (inputs - 1) / (outputs - 1) : inputs / outputs;
  for (let output = 0; output < outputs; output++) {
    const exact = halfPixelCenters ? (output + 0.5) * scale - 0.5 : output * scale;
    const at = Math.min(Math.max(exact, 0), inputs - 1);
    const low = Math.floor(at);
    const share = at - low;
    const index = (input: number) =>
      order === 'transposed' ? input * outputs + output : output * inputs + input;
    weights[index(low)] = 1 - share;
    if (share > 0) weights[index(low + 1)] = share;
  }
  const shape = order === 'transposed' ? [inputs, outputs] : [outputs, inputs];
  return addConstant(graph, 'float32', shape, weights);
}
