import { PickleCut, PickleProblem } from './pickle-problem.ts';

/** Reads a pickle's bytes from front to back. */
export interface PickleCursor {
  /** The next byte to read. */
  position: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function pickleCursor(bytes: Uint8Array, position: number): PickleCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { position, bytes, view };
}

/**
 * Goes past `count` bytes.
 *
 * @returns where they begin
 * @throws PickleCut when there are fewer
 */
export function advance(cursor: PickleCursor, count: number): number {
  const begin = cursor.position;
  if (begin + count > cursor.bytes.length) throw new PickleCut();
  cursor.position += count;
  return begin;
}

/** An unsigned number of 1, 2, 4 or 8 bytes. */
export function unsigned(cursor: PickleCursor, size: 1 | 2 | 4 | 8): number {
  const at = advance(cursor, size);
  if (size === 1) return cursor.view.getUint8(at);
  if (size === 2) return cursor.view.getUint16(at, true);
  if (size === 4) return cursor.view.getUint32(at, true);
  return cursor.view.getUint32(at, true) + cursor.view.getUint32(at + 4, true) * 2 ** 32;
}

/** Bytes after their count, which takes `size` bytes itself. */
export function counted(cursor: PickleCursor, size: 1 | 4 | 8): Uint8Array {
  const count = unsigned(cursor, size);
  const begin = advance(cursor, count);
  return cursor.bytes.subarray(begin, begin + count);
}

/** The text up to the next line feed. */
export function line(cursor: PickleCursor): string {
  const end = cursor.bytes.indexOf(0x0a, cursor.position);
  if (end === -1) throw new PickleCut();
  const begin = advance(cursor, end + 1 - cursor.position);
  return utf8(cursor.bytes.subarray(begin, end));
}

/** Text of UTF-8. */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PickleProblem('expected text in UTF-8, got other bytes');
  }
}

/** Longer whole numbers take time that grows with the square of their length. */
const longestInteger = 32;

/** A whole number of any length, little-endian two's complement. */
export function integer(bytes: Uint8Array): number | bigint {
  if (bytes.length > longestInteger) {
    throw new PickleProblem(
      `expected whole numbers of at most ${longestInteger} bytes, got ${bytes.length}`,
    );
  }
  let value = 0n;
  for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
  const signed = BigInt.asIntN(8 * bytes.length, value);
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
}
