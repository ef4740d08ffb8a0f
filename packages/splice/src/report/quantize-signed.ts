import type { TypedArray } from '@exifclip/image';

/**
 * Numbers as signed bytes of one scale: `value ≈ byte * scale`, off by half a scale at most. What is
 * not finite becomes 0.
 */
export function quantizeSigned(data: TypedArray): { values: Int8Array; scale: number } {
  let largest = 0;
  for (const value of data) {
    const size = Math.abs(value);
    if (size > largest && size < Infinity) largest = size;
  }
  const scale = largest > 0 ? largest / 127 : 1;
  const values = new Int8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const steps = Math.round(data[i]! / scale);
    values[i] = Number.isFinite(steps) ? steps : 0;
  }
  return { values, scale };
}
