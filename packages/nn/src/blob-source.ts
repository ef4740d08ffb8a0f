import type { ByteSource } from './byte-source.ts';

/** A source of the bytes of a Blob, such as a file that a user chose in a browser. */
export function blobSource(blob: Blob, name: string): ByteSource {
  return {
    name,
    size: blob.size,
    async read(begin, end, { signal } = {}) {
      signal?.throwIfAborted();
      return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
    },
  };
}
