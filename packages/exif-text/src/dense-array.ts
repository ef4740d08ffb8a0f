/** Row-major numbers and their shape; the `DenseArray` of `@exifclip/image`, with 64-bit integers. */
export interface DenseArray<T extends Float32Array | Int32Array | BigInt64Array = Float32Array> {
  data: T;
  shape: readonly number[];
}
