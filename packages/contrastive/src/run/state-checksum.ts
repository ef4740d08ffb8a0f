import type { ParameterArrays } from '@exifclip/nn';
import { crc32c } from '../crc32c.ts';

/** The CRC-32C of all numbers, array by array in the order of their names, as 8 hexadecimal digits. */
export function stateChecksum(arrays: ParameterArrays): string {
  let sum = 0;
  for (const name of Object.keys(arrays).sort()) {
    const { buffer, byteOffset, byteLength } = arrays[name]!.data;
    sum = crc32c(new Uint8Array(buffer, byteOffset, byteLength), sum);
  }
  return sum.toString(16).padStart(8, '0');
}
