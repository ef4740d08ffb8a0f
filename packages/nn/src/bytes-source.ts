import type { ByteSource } from './byte-source.ts';

/** A source of bytes that are in memory already. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(begin, end, { signal } = {}) {
      signal?.throwIfAborted();
      // not slice(): a Buffer's own shares memory
      return new Uint8Array(bytes.subarray(begin, end));
    },
  };
}
