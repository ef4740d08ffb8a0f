import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { readExifTagsFrom } from '@exifclip/exif-text';
import { type ExifOfTagsOptions, exifOfTags } from '../../exif-of-tags.ts';
import type { RowWork } from './row-work.ts';

/** Rows of the EXIF of each image, as tags and as a sentence. */
export function exifRow(options: ExifOfTagsOptions): RowWork {
  const { style = 'tags', tags: names, derived = false, order = 'canonical', seed = 0 } = options;
  return {
    settings: { job: 'exif', style, tags: names ?? null, derived, order, seed },
    async make(bytes, { signal }) {
      const source = {
        size: bytes.length,
        read: async (start: number, end: number) => bytes.subarray(start, end),
      };
      const all = await readExifTagsFrom(source, {
        ...{ includeDerived: true, brotli },
        ...(names && { names }),
        ...(signal && { signal }),
      });
      const { tags, ...shown } = exifOfTags(all, options);
      return { ...shown, tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])) };
    },
    async dispose() {},
  };
}

/** Bytes of metadata after decompression; a bomb is refused. */
const maxOutputLength = 4 * 1024 * 1024;

function brotli(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(brotliDecompress)(bytes, { maxOutputLength });
}
