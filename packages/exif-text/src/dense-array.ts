/** Row-major numbers and their shape; the `DenseArray<Float32Array>` of `@exifclip/image`. */
export interface DenseArray {
  data: Float32Array;
  shape: readonly number[];
}
