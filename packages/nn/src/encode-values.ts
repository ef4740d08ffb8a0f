import type { WeightValues } from './weight-array.ts';

/** What float32 values may be narrowed to in a file. */
export type NarrowFloat = 'float16' | 'bfloat16';

/** The little-endian bytes of values; a view of them where nothing is narrowed. */
export function encodeValues(data: WeightValues, narrow?: NarrowFloat): Uint8Array {
  if (narrow === undefined) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (!(data instanceof Float32Array)) {
    throw new TypeError(`expected a Float32Array to store as ${narrow}, got another type`);
  }
  const halves = narrow === 'float16' ? floatsToHalves(data) : floatsToBfloats(data);
  return new Uint8Array(halves.buffer);
}

/** Rounds to the nearest binary16, ties to even; what is too large becomes infinite. */
function floatsToHalves(floats: Float32Array): Uint16Array {
  return Uint16Array.from(floats, (value) => {
    const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
    const size = Math.abs(value);
    if (Number.isNaN(value)) return 0x7e00;
    if (size >= 65520) return sign | 0x7c00;
    // The spacing of the halves around a value; below 2^-14 it stays that of the smallest normal.
    const exponent = Math.max(-14, size === 0 ? -14 : Math.floor(Math.log2(size)));
    const steps = roundHalfEven(size * 2 ** (10 - exponent));
    // A normal number's leading bit (1024 steps) adds one to the exponent field by itself.
    return sign | (((exponent + 14) << 10) + steps);
  });
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

function floatsToBfloats(floats: Float32Array): Uint16Array {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  return Uint16Array.from(bits, (word, i) => {
    if (Number.isNaN(floats[i])) return 0x7fc0;
    const lower = word & 0xffff;
    const upper = word >>> 16;
    return lower > 0x8000 || (lower === 0x8000 && upper % 2 === 1) ? upper + 1 : upper;
  });
}
