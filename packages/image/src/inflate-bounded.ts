/**
 * Inflates a zlib stream to at most so many bytes; what comes after them is not inflated.
 *
 * @throws Error when the stream is damaged before that
 */
export async function inflateBounded(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream();
  const reader = stream.pipeThrough(new DecompressionStream('deflate')).getReader();
  const result = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const { done, value } = await reader.read();
    if (done) break;
    result.set(value.subarray(0, size - at), at);
    at += value.length;
  }
  await reader.cancel();
  return result.subarray(0, Math.min(at, size));
}
