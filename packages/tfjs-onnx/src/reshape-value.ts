import { addConstant, addInts, addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';

/** Reshapes a value; a constant at once, and a reshape of a reshape as one. */
export function reshapeValue(
  graph: Graph,
  value: GraphValue,
  shape: readonly number[],
): GraphValue {
  if (sameShape(value.shape, shape)) return value;
  if (value.constant !== undefined) {
    return addConstant(graph, value.type, shape, value.constant);
  }
  return addNode(graph, 'Reshape', [value, addInts(graph, runtimeShape(graph, shape))], {
    type: value.type,
    shape,
  });
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The shape as the node gets it: -1 where the extent depends on a symbolic batch. */
function runtimeShape(graph: Graph, shape: readonly number[]): number[] {
  const batch = graph.symbolicBatch;
  if (batch === undefined) return [...shape];
  return shape.map((extent) => (extent > 0 && extent % batch === 0 ? -1 : extent));
}
