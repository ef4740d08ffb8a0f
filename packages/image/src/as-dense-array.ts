import type { DenseArray, TypedArray } from './dense-array.ts';

/**
 * Checks a dense array and, where an `ndarray` comes in its place (it has `data` and `shape` too),
 * turns it into one: shared when its elements already lie in row-major order, copied when it is a
 * transposed, cropped or otherwise strided view. Functions that take a {@link DenseArray} call
 * this first.
 *
 * @returns `{ data, shape }` with `data.length` equal to the product of `shape`
 * @throws TypeError when the data is no typed array; RangeError when shape, strides and data do
 * not fit each other
 */
export function asDenseArray<T extends TypedArray>(array: DenseArray<T>): DenseArray<T> {
  const { data, shape } = array;
  if (!ArrayBuffer.isView(data) || !('length' in data)) {
    throw new TypeError(`expected the data of an array to be a typed array, got ${typeof data}`);
  }
  const size = sizeOf(shape);
  const { stride, offset = 0 } = array as Partial<StridedView>;
  if (stride !== undefined && !isRowMajor(shape, stride, offset, data.length)) {
    return { data: copyStrided(data, shape, stride, offset, size), shape: [...shape] };
  }
  if (data.length !== size) {
    throw new RangeError(
      `expected an array of shape [${shape.join(', ')}] to hold ${size} elements, got ${data.length}`,
    );
  }
  return { data, shape };
}

/** What an `ndarray` carries beside `data` and `shape`. */
interface StridedView {
  /** Distance between neighbours on every axis, in elements. */
  stride: readonly number[];
  /** Position of the first element. */
  offset: number;
}

function sizeOf(shape: readonly number[]): number {
  if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) {
    throw new RangeError(
      `expected the shape of an array to hold integers of 0 or more, got [${shape.join(', ')}]`,
    );
  }
  return shape.reduce((product, extent) => product * extent, 1);
}

function isRowMajor(
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  length: number,
): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis]! > 1 && stride[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return offset === 0 && length === expected;
}

function copyStrided<T extends TypedArray>(
  data: T,
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  size: number,
): T {
  const result = new (data.constructor as new (length: number) => T)(size);
  if (size === 0) return result;
  assertInside(shape, stride, offset, data.length);
  const index = new Int32Array(shape.length);
  let from = offset;
  for (let to = 0; to < size; to++) {
    result[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += stride[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= stride[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

function assertInside(
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  length: number,
): void {
  let first = offset;
  let last = offset;
  for (const [axis, extent] of shape.entries()) {
    const reach = (stride[axis] ?? Number.NaN) * (extent - 1);
    first += Math.min(0, reach);
    last += Math.max(0, reach);
  }
  if (!(first >= 0 && last < length)) {
    throw new RangeError(
      `expected a strided array inside its ${length} elements, got elements ${first} to ${last}`,
    );
  }
}
