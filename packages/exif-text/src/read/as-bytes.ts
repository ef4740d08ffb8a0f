/**
 * Bytes as a Uint8Array over the same memory.
 *
 * @throws TypeError for anything but a Uint8Array or an ArrayBuffer
 */
export function asBytes(input: Uint8Array | ArrayBuffer): Uint8Array {
  if (ArrayBuffer.isView(input)) {
    return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  }
  // A tag, since `instanceof` fails for buffers of another realm (frames, test runners).
  const tag = Object.prototype.toString.call(input);
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(tag)) return new Uint8Array(input);
  throw new TypeError(`expected the bytes of an image as a Uint8Array, got ${tag.slice(8, -1)}`);
}
