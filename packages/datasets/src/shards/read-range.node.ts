import { open } from 'node:fs/promises';
import { ShardError } from './shard-error.ts';

/**
 * Reads part of a shard.
 *
 * @throws ShardError where the file is absent or ends before
 */
export async function readRange(path: string, offset: number, length: number): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      if (bytesRead === length) return bytes;
      throw new ShardError(
        path,
        `expected ${length} bytes at ${offset}, got ${bytesRead}: the shard is cut off`,
      );
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof ShardError) throw cause;
    throw new ShardError(path, `cannot be read: ${(cause as Error).message}`, { cause });
  }
}
