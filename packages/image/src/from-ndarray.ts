import type { NdArray } from 'ndarray';
import { asDenseArray } from './as-dense-array.ts';
import type { DenseArray, TypedArray } from './dense-array.ts';

/**
 * Turns an `ndarray` over a typed array into a dense array: sharing its data where that is whole
 * and in row-major order, copying a strided view.
 *
 * @throws TypeError when the data is no typed array
 */
export function fromNdarray<T extends TypedArray>(array: NdArray<T>): DenseArray<T> {
  const { data, shape } = asDenseArray<T>(array);
  return { data, shape: [...shape] };
}
