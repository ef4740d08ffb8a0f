import { readMeter } from './read-meter.ts';

/** A view of `bytes` that throws a RangeError after as many reads as `readMeter` allows. */
export function meteredView(bytes: Uint8Array): DataView {
  const buffer = ownBuffer(bytes);
  const plain = new DataView(buffer);
  const spend = readMeter();
  const metered = (): DataView => {
    spend();
    return plain;
  };
  return Object.assign(new DataView(buffer), {
    getUint8: (at: number) => metered().getUint8(at),
    getUint16: (at: number, littleEndian?: boolean) => metered().getUint16(at, littleEndian),
    getUint32: (at: number, littleEndian?: boolean) => metered().getUint32(at, littleEndian),
    getInt32: (at: number, littleEndian?: boolean) => metered().getInt32(at, littleEndian),
  });
}

/** exifreader takes whole buffers only. */
function ownBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBufferLike {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength;
  return whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
