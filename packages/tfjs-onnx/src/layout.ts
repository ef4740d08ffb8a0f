import { addInts, addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';
import { reshapeValue } from './reshape-value.ts';
import { type Layout, type TracedTensor, toStoredOrder, toTensorOrder } from './traced-tensor.ts';
import { transposeValue } from './transpose-value.ts';

/** The tensor's value in a layout, still with any broadcast left unwritten. */
export function inLayout(graph: Graph, tensor: TracedTensor, layout: Layout): GraphValue {
  if (tensor.layout === layout || tensor.shape.length !== 4) return tensor.value;
  const stored = tensor.value.shape;
  const logical = toTensorOrder(tensor.layout, stored);
  const target = toStoredOrder(layout, logical);
  const [, height, width, channels] = logical;
  // Moving an axis past axes of extent 1 changes no memory.
  if (height! * width! === 1 || channels === 1) return reshapeValue(graph, tensor.value, target);
  const permutation = layout === 'channelsFirst' ? [0, 3, 1, 2] : [0, 2, 3, 1];
  return transposeValue(graph, tensor.value, permutation);
}

/** The tensor's value in a layout, at its full shape. */
export function materialize(
  graph: Graph,
  tensor: TracedTensor,
  layout: Layout = 'channelsLast',
): GraphValue {
  const rankLayout = tensor.shape.length === 4 ? layout : 'channelsLast';
  const value = inLayout(graph, tensor, rankLayout);
  const full = toStoredOrder(rankLayout, tensor.shape);
  if (value.shape.every((extent, axis) => extent === full[axis])) return value;
  // An expanded extent of 1 keeps what is there, so only the axes that grow are named; the batch
  // axis, where it is symbolic, cannot be.
  const target = full.map((extent, axis) => (value.shape[axis] === extent ? 1 : extent));
  if (graph.symbolicBatch !== undefined && target.includes(graph.symbolicBatch)) {
    throw new RangeError(
      'a constant is broadcast along the symbolic batch dimension; derive it from an input instead',
    );
  }
  return addNode(graph, 'Expand', [value, addInts(graph, target)], {
    type: value.type,
    shape: full,
  });
}

/** Whether any tensor of rank 4 among these already lies channels-first. */
export function preferredLayout(tensors: readonly TracedTensor[]): Layout {
  return tensors.some((t) => t.layout === 'channelsFirst') ? 'channelsFirst' : 'channelsLast';
}
