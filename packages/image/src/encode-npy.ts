import { asDenseArray } from './as-dense-array.ts';
import type { DenseArray, TypedArray } from './dense-array.ts';
import { NPY_TYPES } from './npy-types.ts';

/**
 * Writes an array as a `.npy` file, format version 1.0, which `numpy.load` reads.
 *
 * @param array of any shape; `[]` is a single number
 * @returns the bytes of the file: the header, padded to a multiple of 64, then the elements
 * @throws TypeError when the data is of a type that `.npy` lacks; RangeError when shape and data
 * do not fit or the header exceeds 64 KiB
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function encodeNpy(array: DenseArray<TypedArray>): Uint8Array {
  const { data, shape } = asDenseArray(array);
  const type = NPY_TYPES.find(({ tag }) => tag === data[Symbol.toStringTag]);
  if (!type) {
    const tags = NPY_TYPES.map(({ tag }) => tag).join(', ');
    throw new TypeError(`expected data out of ${tags}, got ${data[Symbol.toStringTag]}`);
  }
  const extents = shape.map((extent) => `${extent},`).join(' ');
  const tuple = shape.length === 1 ? `(${extents})` : `(${extents.replace(/,$/, '')})`;
  const text = `{'descr': '${type.descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerLength = Math.ceil((PREFIX + text.length + 1) / 64) * 64 - PREFIX;
  if (headerLength > 0xffff) {
    throw new RangeError(`expected fewer axes, got ${shape.length}, too many for a .npy header`);
  }
  const file = new Uint8Array(PREFIX + headerLength + data.byteLength);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, headerLength & 0xff, headerLength >> 8]);
  file.set(new TextEncoder().encode(`${text.padEnd(headerLength - 1)}\n`), PREFIX);
  const elements = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  file.set(elements, PREFIX + headerLength);
  return file;
}

/** Magic string, two version bytes, two bytes of header length. */
const PREFIX = 10;
