import type { TypedArray } from './dense-array.ts';

/** Element types of `.npy` files that typed arrays hold, all little-endian. */
export const NPY_TYPES: ReadonlyArray<{
  /** As the header writes it. */
  descr: string;
  /** The array's `Symbol.toStringTag`. */
  tag: TypedArray[typeof Symbol.toStringTag];
  make: (buffer: ArrayBuffer) => TypedArray;
  bytes: number;
}> = [
  { descr: '<f4', tag: 'Float32Array', make: (buffer) => new Float32Array(buffer), bytes: 4 },
  { descr: '<f8', tag: 'Float64Array', make: (buffer) => new Float64Array(buffer), bytes: 8 },
  { descr: '|u1', tag: 'Uint8Array', make: (buffer) => new Uint8Array(buffer), bytes: 1 },
  { descr: '|i1', tag: 'Int8Array', make: (buffer) => new Int8Array(buffer), bytes: 1 },
  { descr: '<i2', tag: 'Int16Array', make: (buffer) => new Int16Array(buffer), bytes: 2 },
  { descr: '<u2', tag: 'Uint16Array', make: (buffer) => new Uint16Array(buffer), bytes: 2 },
  { descr: '<i4', tag: 'Int32Array', make: (buffer) => new Int32Array(buffer), bytes: 4 },
  { descr: '<u4', tag: 'Uint32Array', make: (buffer) => new Uint32Array(buffer), bytes: 4 },
];
