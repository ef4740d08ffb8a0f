/** The element types that cross into and out of a graph. */
export type TensorData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/**
 * A tensor as plain data: row-major elements and a shape. A `DenseArray` of `@exifclip/image` is
 * one. float32, int32, uint8 and int64 follow from the class of `data`.
 */
export interface TensorValue {
  /** Elements in row-major order. */
  data: TensorData;
  /** Extent of every axis, outermost first; `[]` for a scalar. */
  shape: readonly number[];
}
