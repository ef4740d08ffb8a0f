import { elementsOf, type TraceableType } from './element-type.ts';
import { addConstant, addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';

/** Multiplies by a number, which is a whole one where the value's type is an integer. */
export function scaleValue(graph: Graph, value: GraphValue, factor: number): GraphValue {
  if (factor === 1) return value;
  const elements = elementsOf(value.type as TraceableType, [factor]);
  return addNode(graph, 'Mul', [value, addConstant(graph, value.type, [], elements)], value);
}
