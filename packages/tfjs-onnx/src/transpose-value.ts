import type { Elements } from './element-type.ts';
import { addConstant, addNode, type Graph } from './graph.ts';
import type { GraphValue } from './graph-value.ts';

/** Transposes a value; a constant at once, and a transpose of a transpose as one. */
export function transposeValue(
  graph: Graph,
  value: GraphValue,
  permutation: readonly number[],
): GraphValue {
  if (permutation.every((axis, position) => axis === position)) return value;
  const shape = permutation.map((axis) => value.shape[axis]!);
  if (value.constant !== undefined) {
    const data = permuteElements(value.constant, value.shape, permutation);
    return addConstant(graph, value.type, shape, data);
  }
  const maker = graph.makers.get(value);
  if (maker?.operator === 'Transpose') {
    const first = maker.attributes.perm as readonly number[];
    return transposeValue(
      graph,
      maker.inputs[0]!,
      permutation.map((axis) => first[axis]!),
    );
  }
  return addNode(graph, 'Transpose', [value], { type: value.type, shape }, { perm: permutation });
}

function permuteElements<T extends Elements>(
  data: T,
  shape: readonly number[],
  permutation: readonly number[],
): T {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const extents = permutation.map((axis) => shape[axis]!);
  const steps = permutation.map((axis) => strides[axis]!);
  const result = data.slice() as T;
  const index = new Array<number>(extents.length).fill(0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    result[to] = data[from]!;
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++index[axis]! < extents[axis]!) break;
      from -= steps[axis]! * extents[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}
