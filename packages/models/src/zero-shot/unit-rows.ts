import type { DenseArray } from '@exifclip/exif-text';

/**
 * Rows at unit length; rows of zeros stay zero.
 *
 * @param rows `[n, dim]`
 * @param what what the rows are, for errors
 * @throws RangeError when it is no table of finite numbers
 */
export function unitRows({ data, shape }: DenseArray, what: string): DenseArray {
  const [count = 0, dim = 0] = shape;
  if (shape.length !== 2 || dim < 1 || data.length !== count * dim) {
    throw new RangeError(
      `expected ${what} to be [n, dim], got [${shape.join(', ')}] with ${data.length} numbers`,
    );
  }
  const unit = new Float32Array(data.length);
  for (let row = 0; row < count; row++) {
    const own = data.subarray(row * dim, (row + 1) * dim);
    const length = lengthOf(own);
    if (!Number.isFinite(length)) {
      throw new RangeError(`expected finite numbers in ${what}, got others in row ${row}`);
    }
    if (length === 0) continue;
    for (let k = 0; k < dim; k++) unit[row * dim + k] = own[k]! / length;
  }
  return { data: unit, shape: [count, dim] };
}

/** In double precision, so that nothing that float32 holds overflows. */
function lengthOf(vector: Float32Array): number {
  let square = 0;
  for (const value of vector) square += value * value;
  return Math.sqrt(square);
}
