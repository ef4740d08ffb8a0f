import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { ExifTags } from '../tags/exif-tags.ts';
import { type ReadExifTagsFromOptions, readExifTagsFrom } from './read-exif-tags-from.ts';

/** Bytes of metadata after decompression; a bomb is refused. */
const maxOutputLength = 4 * 1024 * 1024;

/**
 * `readExifTagsFrom` of a file on disk: of a photo of 20 MB, some 32 KiB are read.
 *
 * @throws Error from Node, with its `code`, where the file cannot be read
 * @throws RangeError for a name in `names` that no table has
 */
export async function readExifTagsOfFile(
  path: string | URL,
  options: ReadExifTagsFromOptions = {},
): Promise<ExifTags> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (start: number, end: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(
        new Uint8Array(end - start),
        0,
        end - start,
        start,
      );
      return buffer.subarray(0, bytesRead);
    };
    return await readExifTagsFrom({ size, read }, { brotli, ...options });
  } finally {
    await file.close();
  }
}

function brotli(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(brotliDecompress)(bytes, { maxOutputLength });
}
