import { addConstant, addInts, addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';

/** Reshapes a value; a constant at once. */
export function reshapeValue(
  graph: Graph,
  value: GraphValue,
  shape: readonly number[],
): GraphValue {
  if (sameShape(value.shape, shape)) return value;
  if (value.constant !== undefined) {
    return addConstant(graph, value.type, shape, value.constant);
  }
  const target = runtimeShape(graph, shape);
  const output = { type: value.type, shape };
  // A 0 means "as in the input" unless ONNX is told that it means 0.
  const attributes: Record<string, number> = target.includes(0) ? { allowzero: 1 } : {};
  return addNode(graph, 'Reshape', [value, addInts(graph, target)], output, attributes);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The shape as the node gets it: -1 where the extent depends on a symbolic batch. */
function runtimeShape(graph: Graph, shape: readonly number[]): number[] {
  const batch = graph.symbolicBatch;
  if (batch === undefined) return [...shape];
  const target = shape.map((extent) => (extent > 0 && extent % batch === 0 ? -1 : extent));
  if (target.filter((extent) => extent === -1).length > 1) {
    throw new RangeError('a reshape has the symbolic batch dimension in more than one axis');
  }
  return target;
}
