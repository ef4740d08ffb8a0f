import type * as tf from '@tensorflow/tfjs-core';
import { addConstant, addInts, addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { reshapeValue } from '../reshape-value.ts';

type Info = tf.backend_util.Conv2DInfo;

/**
 * The gradient of a convolution's filter.
 *
 * Tap (i, j) of the filter meets, at every output position, one pixel of the input, so its
 * gradient is a matrix product of shifted input and output gradient. ONNX Runtime's slices are
 * slow unless they are contiguous, so shifts are made contiguous: rows laid end to end, a shift by
 * (i, j) is one by i·width + j, and what wraps around at the row ends meets zeros that widen the
 * output's gradient. With strides the input is first split into its phases, in each of which the
 * filter is dense.
 *
 * @param x input, [batch, in, height, width]
 * @param dy gradient of the output, [batch, out, outHeight, outWidth]
 * @returns [filterHeight, filterWidth, in, out]
 */
export function filterGradient(
  graph: Graph,
  x: GraphValue,
  dy: GraphValue,
  info: Info,
): GraphValue {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const rows = splitAxis(info.outHeight, filterHeight, info.strideHeight, info.dilationHeight);
  const columns = splitAxis(info.outWidth, filterWidth, info.strideWidth, info.dilationWidth);
  // One row more than the taps reach, because a shift to the right spills into it.
  const padded = padTo(graph, x, info, rows.extent + 1, columns.extent);
  const gradient = widen(graph, dy, columns.extent);
  const taps = new Map<string, GraphValue>();
  for (const rowShift of rows.shifts) {
    for (const columnShift of columns.shifts) {
      const group = rowShift.taps.flatMap((row) =>
        columnShift.taps.map((column) => ({ row, column })),
      );
      const phases = group.map(({ row, column }) =>
        phaseOf(graph, padded, info, rows.phaseOf(row), columns.phaseOf(column), rows, columns),
      );
      const start = rowShift.by * columns.extent + columnShift.by;
      const products = shiftedProduct(graph, concatChannels(graph, phases), gradient, start);
      group.forEach(({ row, column }, i) => {
        taps.set(`${row},${column}`, takeRows(graph, products, i * inChannels, inChannels));
      });
    }
  }
  const ordered: GraphValue[] = [];
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++)
      ordered.push(taps.get(`${row},${column}`)!);
  }
  const shape = [filterHeight * filterWidth * inChannels, outChannels];
  const all = addNode(graph, 'Concat', ordered, { type: 'float32', shape }, { axis: 0 });
  return reshapeValue(graph, all, [filterHeight, filterWidth, inChannels, outChannels]);
}

/** How the taps of a filter fall along one axis. */
interface AxisSplit {
  /** Pixels of one phase that the taps and outputs reach. */
  readonly extent: number;
  /** Taps that meet their phase with one shift, by that shift. */
  readonly shifts: readonly { readonly by: number; readonly taps: readonly number[] }[];
  /** The phase (input offset modulo the stride) in which a tap lies. */
  phaseOf(tap: number): number;
}

function splitAxis(outputs: number, taps: number, stride: number, dilation: number): AxisSplit {
  const offsets = Array.from({ length: taps }, (_, tap) => tap * dilation);
  const by = new Map<number, number[]>();
  offsets.forEach((offset, tap) => {
    const shift = Math.floor(offset / stride);
    by.set(shift, [...(by.get(shift) ?? []), tap]);
  });
  return {
    extent: outputs + Math.floor(offsets.at(-1)! / stride),
    shifts: [...by].map(([shift, group]) => ({ by: shift, taps: group })),
    phaseOf: (tap) => offsets[tap]! % stride,
  };
}

/** Zero-pads the input (or cuts what no window reaches) to whole phases. */
function padTo(
  graph: Graph,
  x: GraphValue,
  { padInfo, strideHeight, strideWidth }: Info,
  rowsEach: number,
  columnsEach: number,
): GraphValue {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [fullHeight, fullWidth] = [rowsEach * strideHeight, columnsEach * strideWidth];
  const bottom = fullHeight - height - padInfo.top;
  const right = fullWidth - width - padInfo.left;
  // ONNX's Pad cuts where a pad is negative.
  const pads = addInts(graph, [0, 0, padInfo.top, padInfo.left, 0, 0, bottom, right]);
  const zero = addConstant(graph, 'float32', [], Float32Array.of(0));
  const shape = [batch, channels, fullHeight, fullWidth];
  return addNode(graph, 'Pad', [x, pads, zero], { type: 'float32', shape }, { mode: 'constant' });
}

/** The output's gradient with rows widened by zeros, laid end to end: [batch, out, positions]. */
function widen(graph: Graph, dy: GraphValue, width: number): GraphValue {
  const [batch, channels, height, own] = dy.shape as [number, number, number, number];
  const pads = addInts(graph, [0, 0, 0, 0, 0, 0, 0, width - own]);
  const zero = addConstant(graph, 'float32', [], Float32Array.of(0));
  const shape = [batch, channels, height, width];
  const wide =
    own === width
      ? dy
      : addNode(graph, 'Pad', [dy, pads, zero], { type: 'float32', shape }, { mode: 'constant' });
  return reshapeValue(graph, wide, [batch, channels, height * width]);
}

/** Every stride-th pixel from an offset, rows laid end to end: [batch, in, pixels]. */
function phaseOf(
  graph: Graph,
  padded: GraphValue,
  { strideHeight, strideWidth }: Info,
  row: number,
  column: number,
  rows: AxisSplit,
  columns: AxisSplit,
): GraphValue {
  const [batch, channels] = padded.shape as [number, number, number, number];
  const [height, width] = [rows.extent + 1, columns.extent];
  const ends = [row + (height - 1) * strideHeight + 1, column + (width - 1) * strideWidth + 1];
  const phase =
    strideHeight === 1 && strideWidth === 1
      ? padded
      : addNode(
          graph,
          'Slice',
          [
            padded,
            addInts(graph, [row, column]),
            addInts(graph, ends),
            addInts(graph, [2, 3]),
            addInts(graph, [strideHeight, strideWidth]),
          ],
          { type: 'float32', shape: [batch, channels, height, width] },
        );
  return reshapeValue(graph, phase, [batch, channels, height * width]);
}

function concatChannels(graph: Graph, parts: readonly GraphValue[]): GraphValue {
  if (parts.length === 1) return parts[0]!;
  const [batch, channels, pixels] = parts[0]!.shape as [number, number, number];
  const shape = [batch, channels * parts.length, pixels];
  return addNode(graph, 'Concat', parts, { type: 'float32', shape }, { axis: 1 });
}

/** Σ over batch and positions of input, shifted, times the output's gradient: [in, out]. */
function shiftedProduct(
  graph: Graph,
  pixels: GraphValue,
  gradient: GraphValue,
  start: number,
): GraphValue {
  const [batch, inputs] = pixels.shape as [number, number, number];
  const [, outputs, positions] = gradient.shape as [number, number, number];
  const window = addNode(
    graph,
    'Slice',
    [pixels, addInts(graph, [start]), addInts(graph, [start + positions]), addInts(graph, [2])],
    { type: 'float32', shape: [batch, inputs, positions] },
  );
  const turned = addNode(
    graph,
    'Transpose',
    [gradient],
    { type: 'float32', shape: [batch, positions, outputs] },
    { perm: [0, 2, 1] },
  );
  const perImage = addNode(graph, 'MatMul', [window, turned], {
    type: 'float32',
    shape: [batch, inputs, outputs],
  });
  return addNode(
    graph,
    'ReduceSum',
    [perImage, addInts(graph, [0])],
    { type: 'float32', shape: [inputs, outputs] },
    { keepdims: 0 },
  );
}

function takeRows(graph: Graph, value: GraphValue, start: number, count: number): GraphValue {
  const [rows, columns] = value.shape as [number, number];
  if (start === 0 && count === rows) return value;
  return addNode(
    graph,
    'Slice',
    [value, addInts(graph, [start]), addInts(graph, [start + count]), addInts(graph, [0])],
    { type: 'float32', shape: [count, columns] },
  );
}
