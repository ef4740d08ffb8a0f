import type { SafetensorsValues } from './safetensors-array.ts';

/** The element types that are read, with their size in bytes. */
export const elementBytes = { F64: 8, I64: 8, F32: 4, I32: 4, F16: 2, BF16: 2, U8: 1 } as const;

export type SafetensorsDtype = keyof typeof elementBytes;

/** Reinterprets little-endian bytes, which must own their buffer and have a whole length. */
export function decodeValues(dtype: SafetensorsDtype, bytes: Uint8Array): SafetensorsValues {
  const { buffer } = bytes;
  switch (dtype) {
    case 'F64':
      return new Float64Array(buffer);
    case 'I64':
      return new BigInt64Array(buffer);
    case 'F32':
      return new Float32Array(buffer);
    case 'I32':
      return new Int32Array(buffer);
    case 'F16':
      return halvesToFloats(new Uint16Array(buffer));
    case 'BF16':
      return bfloatsToFloats(new Uint16Array(buffer));
    case 'U8':
      return bytes;
  }
}

/** The element type that an array is written as. */
export function dtypeOf(data: SafetensorsValues): SafetensorsDtype {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Int32Array) return 'I32';
  if (data instanceof BigInt64Array) return 'I64';
  if (data instanceof Uint8Array) return 'U8';
  throw new TypeError(
    `expected a Float32Array, Float64Array, Int32Array, BigInt64Array or Uint8Array, got ${Object.prototype.toString.call(data).slice(8, -1)}`,
  );
}

function halvesToFloats(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = halfToFloat(halves[i]!);
  return floats;
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function bfloatsToFloats(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return new Float32Array(bits.buffer);
}
