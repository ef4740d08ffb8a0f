import type { WeightValues } from './weight-array.ts';

/** The element types of weight files, with their size in bytes. */
export const elementBytes = {
  float64: 8,
  int64: 8,
  uint64: 8,
  float32: 4,
  int32: 4,
  uint32: 4,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
} as const;

/** How a value is stored in a weight file. */
export type ElementType = keyof typeof elementBytes;

/** The element type that values are stored as when none is asked for. */
export function elementTypeOf(data: WeightValues): ElementType {
  for (const [type, values] of Object.entries(constructors)) {
    if (data instanceof values) return type as keyof typeof constructors;
  }
  throw new TypeError(
    `expected a ${Object.values(constructors)
      .map(({ name }) => name)
      .join(', ')}, got ${Object.prototype.toString.call(data).slice(8, -1)}`,
  );
}

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
} as const;
