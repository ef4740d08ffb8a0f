/** The same bytes, but what is stored into them is rounded and clamped to 0…255. */
export function clampedBytes(bytes: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length);
}
