/** Values as they come out of a file; 16-bit floats are widened to Float32Array. */
export type SafetensorsValues =
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array;

/** One named array: row-major values and shape; `[]` is a scalar. */
export interface SafetensorsArray<T extends SafetensorsValues = SafetensorsValues> {
  readonly data: T;
  readonly shape: readonly number[];
}
