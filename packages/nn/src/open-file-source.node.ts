import { open } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';

/** A file that is read in parts. */
export interface FileSource extends ByteSource {
  /** Closes the file. */
  close(): Promise<void>;
}

/** Some systems read no more than 2 GiB at once. */
const largestRead = 2 ** 30;

/**
 * Opens a file for reading in parts; the caller closes it.
 *
 * @throws Error of the file system, with its `code`
 */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    name: path,
    size,
    async read(begin, end, { signal } = {}) {
      const bytes = new Uint8Array(end - begin);
      for (let done = 0; done < bytes.length; ) {
        signal?.throwIfAborted();
        const length = Math.min(largestRead, bytes.length - done);
        const { bytesRead } = await file.read(bytes, done, length, begin + done);
        if (bytesRead === 0) {
          throw new Error(`${path}: expected ${size} bytes, got ${begin + done}: the file shrank`);
        }
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
