import { asDenseArray, type DenseArray, type TypedArray } from '@exifclip/image';

/**
 * An array that lies on a grid, checked and row-major (`ndarray` views are copied), before its
 * data are indexed by hand.
 *
 * @param what - what the array is, for the message: 'embeddings'
 * @param axes - names of the axes expected, as 'rows, cols, dim'
 * @throws RangeError when the shape has another number of axes, does not match the data, or the
 *   last of three axes is empty
 */
export function gridArray<T extends TypedArray>(
  array: DenseArray<T>,
  what: string,
  axes: 'rows, cols' | 'rows, cols, dim',
): DenseArray<T> {
  const dense = asDenseArray(array);
  if (dense.shape.length !== axes.split(',').length) {
    throw new RangeError(`expected ${what} of shape [${axes}], got [${dense.shape.join(', ')}]`);
  }
  if (dense.shape[2] === 0) {
    throw new RangeError(
      `expected ${what} of at least one dimension, got [${dense.shape.join(', ')}]`,
    );
  }
  return dense;
}
