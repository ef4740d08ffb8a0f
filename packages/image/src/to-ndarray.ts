import ndarray, { type NdArray } from 'ndarray';
import type { DenseArray, TypedArray } from './dense-array.ts';

/**
 * Wraps a dense array as an `ndarray`, sharing its data. ndarray builds its accessors with
 * `new Function`, which a strict Content-Security-Policy forbids.
 */
export function toNdarray<T extends TypedArray>(array: DenseArray<T>): NdArray<T> {
  return ndarray(array.data, [...array.shape]);
}
