/**
 * Values as they come out of a weight file; 16-bit floats are widened to Float32Array, truth values
 * are 0 and 1 in a Uint8Array.
 */
export type WeightValues =
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/** One array of a weight file: row-major values and shape; `[]` is a scalar. */
export interface WeightArray<T extends WeightValues = WeightValues> {
  readonly data: T;
  readonly shape: readonly number[];
}
