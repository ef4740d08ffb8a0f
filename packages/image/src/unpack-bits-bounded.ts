/**
 * Undoes PackBits to at most so many bytes.
 *
 * @see TIFF 6.0, section 9
 */
export function unpackBitsBounded(bytes: Uint8Array, size: number): Uint8Array {
  const result = new Uint8Array(size);
  let to = 0;
  for (let from = 0; from < bytes.length && to < size; ) {
    const header = bytes[from++]!;
    if (header === 128) continue;
    const count = Math.min(header < 128 ? header + 1 : 257 - header, size - to);
    if (header < 128) {
      const run = bytes.subarray(from, from + count);
      result.set(run, to);
      from += header + 1;
      to += run.length;
    } else if (from < bytes.length) {
      result.fill(bytes[from++]!, to, to + count);
      to += count;
    }
  }
  return result.subarray(0, to);
}
