import type { Graph } from './graph.ts';
import { materialize } from './layout.ts';
import { reshapeValue, sameShape } from './reshape-value.ts';
import { fullTensor, sizeOf, type TracedTensor } from './traced-tensor.ts';

/** Reshapes a tensor; one that is a single element, broadcast, stays so. */
export function reshapeTensor(
  graph: Graph,
  x: TracedTensor,
  shape: readonly number[],
): TracedTensor {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(x) !== sizeOf({ shape })) {
    throw new RangeError(`expected a shape of ${sizeOf(x)} elements, got [${shape}]`);
  }
  const single = x.value.shape.every((extent) => extent === 1) && sizeOf(x) !== 1;
  if (single) {
    const ones = shape.map(() => 1);
    return {
      shape,
      dtype: x.dtype,
      value: reshapeValue(graph, x.value, ones),
      layout: 'channelsLast',
    };
  }
  return fullTensor(reshapeValue(graph, materialize(graph, x), shape), x.dtype, shape);
}
