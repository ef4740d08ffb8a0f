import type { TraceableType } from './element-type.ts';
import type { GraphValue } from './graph-value.ts';

/** How a rank-4 tensor lies in the graph: as tfjs has it (NHWC), or as ONNX wants it (NCHW). */
export type Layout = 'channelsLast' | 'channelsFirst';

/**
 * What the tracer knows of a tfjs tensor: a graph value that stands for it.
 *
 * The value may lie channels-first, so that a chain of convolutions needs no transposes between
 * them. And it may have extent 1 where the tensor's shape has more: a broadcast that nobody has
 * yet had to write out. Elementwise operators broadcast anyway, so most such tensors (gradients
 * of sums, mostly) never take memory.
 */
export interface TracedTensor {
  /** The shape that tfjs sees. */
  readonly shape: readonly number[];
  /** The type that tfjs sees. */
  readonly dtype: TraceableType;
  /** The graph's value: of the tensor's rank, in the layout below, each extent full or 1. */
  readonly value: GraphValue;
  readonly layout: Layout;
}

/** A traced tensor of a value that has its full shape already. */
export function fullTensor(
  value: GraphValue,
  dtype: TraceableType,
  shape: readonly number[],
  layout: Layout = 'channelsLast',
): TracedTensor {
  return { shape, dtype, value, layout: shape.length === 4 ? layout : 'channelsLast' };
}

/** The number of elements that tfjs sees. */
export function sizeOf({ shape }: Pick<TracedTensor, 'shape'>): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** Position of each NHWC axis in NCHW. */
const channelsFirstAxis = [0, 2, 3, 1] as const;

/** Where an axis of the tensor lies in the graph's value. */
export function storedAxis(layout: Layout, axis: number): number {
  return layout === 'channelsFirst' ? channelsFirstAxis[axis]! : axis;
}

/** A per-axis list, reordered from the tensor's axes to the value's. */
export function toStoredOrder<T>(layout: Layout, perAxis: readonly T[]): T[] {
  if (layout === 'channelsLast') return [...perAxis];
  return [perAxis[0]!, perAxis[3]!, perAxis[1]!, perAxis[2]!];
}

/** A per-axis list, reordered from the value's axes to the tensor's. */
export function toTensorOrder<T>(layout: Layout, perAxis: readonly T[]): T[] {
  if (layout === 'channelsLast') return [...perAxis];
  return [perAxis[0]!, perAxis[2]!, perAxis[3]!, perAxis[1]!];
}
