import type { DenseArray, TypedArray } from './dense-array.ts';
import { NpyFormatError } from './npy-format-error.ts';
import { NPY_TYPES } from './npy-types.ts';

/**
 * Reads a `.npy` file, format version 1 or 2, of little-endian floats (4 or 8 bytes) or integers
 * (1, 2 or 4 bytes) in C order.
 *
 * @returns the array; its data is a copy
 * @throws {@link NpyFormatError} when the bytes are no such file, or when they hold fewer or more
 * elements than their shape says
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function decodeNpy(bytes: Uint8Array): DenseArray<TypedArray> {
  const { text, end } = readHeader(bytes);
  const { descr, shape } = parseHeader(text);
  const type = NPY_TYPES.find((candidate) => candidate.descr === descr);
  if (!type) {
    const known = NPY_TYPES.map((candidate) => candidate.descr).join(', ');
    throw new NpyFormatError(`expected a .npy file of type ${known}, got ${descr}`);
  }
  const expected = shape.reduce((product, extent) => product * extent, type.bytes);
  if (expected !== bytes.length - end) {
    throw new NpyFormatError(
      `expected ${expected} bytes of ${descr} for shape [${shape.join(', ')}], got ${bytes.length - end}`,
    );
  }
  // Not bytes.slice(end): that of a Buffer is a view into memory shared with others.
  return { data: type.make(new Uint8Array(bytes.subarray(end)).buffer), shape };
}

/** Longest header read; numpy's own limit is 10,000 characters. */
const MAX_HEADER = 65_535;

function readHeader(bytes: Uint8Array): { text: string; end: number } {
  const isNpy = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => bytes[i] === byte);
  if (!isNpy || bytes.length < 12) {
    throw new NpyFormatError(`expected a .npy file, got ${bytes.length} bytes of another kind`);
  }
  const version = bytes[6]!;
  if (version !== 1 && version !== 2) {
    throw new NpyFormatError(`expected a .npy file of version 1 or 2, got ${version}.${bytes[7]}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const end = start + length;
  if (length > MAX_HEADER || end > bytes.length) {
    throw new NpyFormatError(
      `expected a .npy header of at most ${Math.min(MAX_HEADER, bytes.length - start)} bytes, got ${length}`,
    );
  }
  return { text: String.fromCharCode(...bytes.subarray(start, end)), end };
}

/** The header is a Python dictionary of three entries in any order, and nothing else. */
function parseHeader(text: string): { descr: string; shape: number[] } {
  const descr = /'descr': *'([^']{1,8})'/.exec(text);
  const order = /'fortran_order': *(True|False)/.exec(text);
  const tuple = /'shape': *\(([0-9, ]*)\)/.exec(text);
  const rest = [descr, order, tuple].reduce(
    (left, found) => left.replace(found?.[0] ?? '', ''),
    text,
  );
  if (!descr || !order || !tuple || !/^\{[ ,]*\}\s*$/.test(rest)) {
    const shown = JSON.stringify(text.trimEnd().slice(0, 120));
    throw new NpyFormatError(
      `expected a .npy header of descr, fortran_order and shape, got ${shown}`,
    );
  }
  if (order[1] === 'True') {
    throw new NpyFormatError('expected a .npy file in C order, got Fortran order');
  }
  const extents = tuple[1]!.split(',').map((extent) => extent.trim());
  if (extents.at(-1) === '') extents.pop();
  const shape = extents.map(Number);
  if (extents.includes('') || !shape.every(Number.isSafeInteger)) {
    throw new NpyFormatError(`expected a shape of whole numbers, got (${tuple[1]})`);
  }
  return { descr: descr[1]!, shape };
}
