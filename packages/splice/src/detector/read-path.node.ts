import { readFile } from 'node:fs/promises';

/**
 * Reads the file of an image.
 *
 * @throws Error of Node, with its code (`ENOENT` …), when it cannot be read
 */
export async function readPath(path: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  return readFile(path, signal === undefined ? {} : { signal });
}
