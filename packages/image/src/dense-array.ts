/** The element types that cross package boundaries. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * A row-major array with a shape: the one form in which maps, patches and embeddings cross
 * package boundaries. It survives structured clone, and `ndarray(a.data, [...a.shape])` wraps it
 * without a copy.
 */
export interface DenseArray<T extends TypedArray = Float32Array> {
  /** Elements in row-major order; its length is the product of `shape`. */
  data: T;
  /** Extent of every axis, outermost first. */
  shape: readonly number[];
}
