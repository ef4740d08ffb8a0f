import { readMeter } from './read-meter.ts';

/**
 * A view of `size` bytes that takes each of them from `byteAt`, for parsers that want a DataView.
 * It throws what `byteAt` throws, and a RangeError after as many reads as `readMeter` allows.
 */
export function virtualView(size: number, byteAt: (at: number) => number): DataView {
  const spend = readMeter();
  const unsigned = (at: number, length: number, littleEndian = false): number => {
    spend();
    let value = 0;
    for (let i = 0; i < length; i++) {
      value = value * 256 + byteAt(littleEndian ? at + length - 1 - i : at + i);
    }
    return value;
  };
  const view = new DataView(new ArrayBuffer(0));
  // A property of its own hides the length of the empty buffer below.
  Object.defineProperty(view, 'byteLength', { value: size });
  return Object.assign(view, {
    getUint8: (at: number) => unsigned(at, 1),
    getUint16: (at: number, littleEndian?: boolean) => unsigned(at, 2, littleEndian),
    getUint32: (at: number, littleEndian?: boolean) => unsigned(at, 4, littleEndian),
    getInt32: (at: number, littleEndian?: boolean) => unsigned(at, 4, littleEndian) | 0,
  });
}
