import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { TAR_BLOCK } from './parse-tar-header.ts';

/** A tar file that is being written beside its place. */
export interface ShardFile {
  /** Bytes written. */
  size(): number;
  /** Adds a piece of an archive, of whole blocks. */
  append(bytes: Uint8Array): Promise<void>;
  /** Ends the archive, puts it into its place, and gives its size and SHA-256. */
  close(): Promise<{ bytes: number; sha256: string }>;
  /** Gives it up. */
  discard(): Promise<void>;
}

/**
 * Begins a tar file, in place of one that was not finished.
 *
 * @throws Error from Node, with its `code`, where it cannot be written
 */
export async function openShardFile(path: string): Promise<ShardFile> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w');
  const hash = createHash('sha256');
  let size = 0;
  const append = async (bytes: Uint8Array): Promise<void> => {
    hash.update(bytes);
    await file.writeFile(bytes);
    size += bytes.length;
  };
  return {
    size: () => size,
    append,
    close: async () => {
      await append(new Uint8Array(2 * TAR_BLOCK));
      await file.sync();
      await file.close();
      await rename(temporary, path);
      return { bytes: size, sha256: hash.digest('hex') };
    },
    discard: async () => {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}
