import { type ElementType, elementTypeCodes } from './element-type.ts';
import { addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';

/** Converts a value to another element type. */
export function castValue(graph: Graph, value: GraphValue, type: ElementType): GraphValue {
  if (value.type === type) return value;
  const output = { type, shape: value.shape };
  return addNode(graph, 'Cast', [value], output, { to: elementTypeCodes[type] });
}
