import { elementsOf, type TraceableType } from './element-type.ts';
import { addConstant, type Graph } from './graph.ts';
import type { TracedTensor } from './traced-tensor.ts';

/** A tensor of one value throughout, kept as a single element. */
export function uniformTensor(
  graph: Graph,
  shape: readonly number[],
  dtype: TraceableType,
  fill: number,
): TracedTensor {
  const single = shape.map(() => 1);
  const value = addConstant(graph, dtype, single, elementsOf(dtype, [fill]));
  return { shape, dtype, value, layout: 'channelsLast' };
}

/** What a uniform float32 tensor holds; undefined for any other tensor. */
export function uniformValue({ value }: TracedTensor): number | undefined {
  const { constant } = value;
  return constant?.length === 1 && constant instanceof Float32Array ? constant[0] : undefined;
}
