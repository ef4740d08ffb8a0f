import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The checksum of the first so many bytes of a file, in hexadecimal digits. */
export async function fileSha256(path: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  if (length > 0) {
    for await (const part of createReadStream(path, { end: length - 1 })) hash.update(part);
  }
  return hash.digest('hex');
}
