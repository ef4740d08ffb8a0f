/** Bytes of a header, and what members are padded to. */
export const TAR_BLOCK = 512;

/** One header of a tar archive. */
export interface TarHeader {
  name: string;
  /** Bytes that follow, without padding. */
  size: number;
  /** `0` for a file; `x`, `g` and `L` for headers that say more of the next one. */
  type: string;
}

/**
 * Reads a header of the formats v7, ustar and GNU.
 *
 * @returns undefined for a block of zeros, which ends an archive
 * @throws TypeError for a block that is no header
 */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const stated = number(block, 148, 156);
  // The checksum counts its own field as spaces.
  const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (stated !== sum) {
    throw new TypeError(`expected a tar header with the checksum ${sum}, got ${stated}`);
  }
  const isUstar = text(block, 257, 263) === 'ustar';
  const prefix = isUstar ? text(block, 345, 500) : '';
  const name = text(block, 0, 100);
  const type = String.fromCharCode(block[156] || 48);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: number(block, 124, 136), type };
}

/** Up to the first zero. */
function text(block: Uint8Array, from: number, to: number): string {
  const field = block.subarray(from, to);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits; or, with the highest bit set, a big-endian integer, as GNU writes large ones. */
function number(block: Uint8Array, from: number, to: number): number {
  if (block[from]! < 0x80) return Number.parseInt(text(block, from, to).trim() || '0', 8);
  return block.subarray(from + 1, to).reduce((value, byte) => value * 256 + byte, 0);
}
