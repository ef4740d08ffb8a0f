import type { DataType } from '@tensorflow/tfjs-core';

/** Element types that occur in traced graphs, by their ONNX names, and ONNX's code for each. */
export const elementTypeCodes = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const;

export type ElementType = keyof typeof elementTypeCodes;

/** Elements of a constant, in the array that ONNX's type of them lies in. */
export type Elements = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** The tfjs types that a graph can hold. */
export type TraceableType = 'float32' | 'int32' | 'bool';

/**
 * ONNX's type for a tfjs type, which has the same name.
 *
 * @throws TypeError for strings and complex numbers
 */
export function traceableType(dtype: DataType): TraceableType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new TypeError(`expected a float32, int32 or bool tensor, got ${dtype}`);
}

/** Elements as an array of the kind that a tfjs type is kept in. */
export function elementsOf(dtype: TraceableType, values: ArrayLike<number>): Elements {
  if (dtype === 'int32') return Int32Array.from(values);
  return dtype === 'bool' ? Uint8Array.from(values) : Float32Array.from(values);
}
