/**
 * The bytes of a stream, unless they are too many: then it is given up at that point.
 *
 * @throws Error when there are more than `maxBytes`
 */
export async function readLimited(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** What is said of an input beyond the limit. */
export function tooLarge(maxBytes: number): Error {
  return new Error(`expected at most ${maxBytes} bytes, got more`);
}
