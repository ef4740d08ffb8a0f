const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MAX_CODES = 4096;

/**
 * Undoes the LZW of TIFF (most significant bit first, codes widened one early) to at most so many
 * bytes. A string of the dictionary is kept as the place and length at which the result holds it.
 *
 * @throws Error at a code that the stream has not defined
 * @see TIFF 6.0, section 13
 */
export function unpackLzwBounded(bytes: Uint8Array, size: number): Uint8Array {
  const result = new Uint8Array(size);
  const places = new Uint32Array(MAX_CODES);
  const lengths = new Uint32Array(MAX_CODES);
  let free = FIRST_FREE;
  let width = 9;
  let to = 0;
  let last = { place: 0, length: 0 };
  let bits = 0;
  let held = 0;
  for (let from = 0; to < size; ) {
    while (held < width && from < bytes.length) {
      bits = ((bits << 8) | bytes[from++]!) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      free = FIRST_FREE;
      width = 9;
      last = { place: 0, length: 0 };
      continue;
    }
    const place = to;
    // The string before with the first byte of this one; what the code itself stands for, if new.
    if (last.length > 0 && free < MAX_CODES) {
      places[free] = last.place;
      lengths[free] = last.length + 1;
      free++;
    }
    if (code < CLEAR) result[to++] = code;
    else if (code < free) to = repeat(result, places[code]!, lengths[code]!, to);
    else throw new Error(`expected LZW codes below ${free}, got ${code}`);
    last = { place, length: to - place };
    if (free + 1 >= 1 << width && width < 12) width++;
  }
  return result.subarray(0, to);
}

/** Byte by byte, since a string may reach into its own copy. */
function repeat(result: Uint8Array, from: number, length: number, to: number): number {
  const end = Math.min(to + length, result.length);
  let source = from;
  for (let at = to; at < end; at++) result[at] = result[source++]!;
  return end;
}
