import type * as tf from '@tensorflow/tfjs-core';
import { addInts, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { transposeValue } from '../transpose-value.ts';
import { type Windows, windowAttributes, windowsOf } from './window.ts';

/**
 * The gradient of a convolution's input.
 *
 * @param dy gradient of the output, [batch, out, outHeight, outWidth]
 * @param filter [filterHeight, filterWidth, in, out]
 * @returns [batch, in, height, width]
 */
export function inputGradient(
  graph: Graph,
  dy: GraphValue,
  filter: GraphValue,
  info: tf.backend_util.Conv2DInfo,
): GraphValue {
  const windows = windowsOf(info);
  const output = {
    type: 'float32' as const,
    shape: [info.batchSize, info.inChannels, info.inHeight, info.inWidth],
  };
  const pads = convolutionPads(windows);
  if (pads === undefined) {
    const inputs = [dy, transposeValue(graph, filter, [3, 2, 0, 1])];
    return addNode(graph, 'ConvTranspose', inputs, output, transposedAttributes(windows));
  }
  const turned = flipSpatially(graph, transposeValue(graph, filter, [2, 3, 0, 1]));
  const attributes = { ...windowAttributes(windows), pads };
  return addNode(graph, 'Conv', [dy, turned], output, attributes);
}

/** ConvTranspose's attributes: those of the convolution, and the pixels that it did not reach. */
export function transposedAttributes(windows: Windows): Record<string, number[]> {
  const missed = windows.map((axis) => axis.missed);
  return { ...windowAttributes(windows), output_padding: missed };
}

/**
 * At stride 1 the gradient is a convolution with the filter turned by 180°, ORT's fastest form.
 *
 * @returns the pads of that convolution; undefined where there is none
 */
function convolutionPads(windows: Windows): number[] | undefined {
  if (windows.some((axis) => axis.stride !== 1)) return undefined;
  const before = windows.map((axis) => (axis.size - 1) * axis.dilation - axis.before);
  const after = windows.map((axis) => axis.inputs + axis.before - axis.outputs);
  const pads = [...before, ...after];
  // A filter smaller than its padding would have to cut, which ONNX's convolutions do not.
  return pads.every((pad) => pad >= 0) ? pads : undefined;
}

function flipSpatially(graph: Graph, filter: GraphValue): GraphValue {
  const [, , height, width] = filter.shape;
  if (height === 1 && width === 1) return filter;
  // Counted from the end, what lies before the first element is minus the extent, minus one more.
  const beforeTheFirst = [-1 - height!, -1 - width!];
  const lists = [[-1, -1], beforeTheFirst, [2, 3], [-1, -1]];
  const bounds = lists.map((list) => addInts(graph, list));
  return addNode(graph, 'Slice', [filter, ...bounds], filter);
}
