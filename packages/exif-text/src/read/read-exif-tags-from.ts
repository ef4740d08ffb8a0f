import type { ExifTags } from '../tags/exif-tags.ts';
import { selectTags } from '../tags/select-tags.ts';
import type { ByteSource } from './byte-source.ts';
import { compressedExif } from './compressed-exif.ts';
import { type DecompressBrotli, inflateExif } from './inflate-exif.ts';
import { meteredView } from './metered-view.ts';
import { type PagedFile, pagedFile } from './paged-file.ts';
import type { ReadExifTagsOptions } from './read-exif-tags.ts';
import { tagsOfView } from './tags-of-view.ts';

export interface ReadExifTagsFromOptions extends ReadExifTagsOptions {
  /**
   * Bytes that may be read in all, a last step of up to 2 MiB beside; beyond them the tags found so
   * far are the answer.
   * @defaultValue 16 MiB
   */
  maxBytes?: number;
  /**
   * Undoes Brotli, for the compressed EXIF of JPEG XL.
   * @defaultValue Node's for `readExifTagsOfFile`, else none, and such EXIF is not read
   */
  brotli?: DecompressBrotli;
  /** Stops between two reads, with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * `readExifTags` of a Blob or any other file that is read in parts: only where metadata lie, in
 * pages of 32 KiB. One or two are enough for most photos, however long. Compressed EXIF, of old
 * PNGs and of JPEG XL, is read here, and not by `readExifTags`.
 *
 * @throws TypeError when `source` is neither a Blob nor has a size and a `read`
 * @throws RangeError for a name in `names` that no table has, and for a size that is none
 */
export async function readExifTagsFrom(
  source: Blob | ByteSource,
  { maxBytes = 16 * 1024 * 1024, brotli, signal, ...options }: ReadExifTagsFromOptions = {},
): Promise<ExifTags> {
  const rows = selectTags(options);
  const file = pagedFile(asSource(source), maxBytes);
  const tags = await parse(file, signal, () => tagsOfView(file.open, rows));
  const exif = rows.filter(({ group }) => group !== 'File');
  if (exif.some(({ name }) => tags.some((tag) => tag.name === name))) return tags;

  const block = await parse(file, signal, () => unlessUnread(() => compressedExif(file.open())));
  const tiff = block && (await inflateExif(block, brotli));
  if (!tiff) return tags;
  const found = [...tags, ...tagsOfView(() => meteredView(tiff), exif)];
  return rows.flatMap((row) => found.find(({ name }) => name === row.name) ?? []);
}

/** Parses again and again until it has read what it wanted. */
async function parse<T>(
  file: PagedFile,
  signal: AbortSignal | undefined,
  attempt: () => T,
): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const result = attempt();
    if (!(await file.load())) return result;
  }
}

/** Nothing, where a read of a page that is not there yet, or one too many, ends the parse. */
function unlessUnread<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function asSource(source: Blob | ByteSource): ByteSource {
  if (typeof source === 'object' && source !== null) {
    if ('read' in source && typeof source.read === 'function') return source;
    if ('slice' in source && typeof source.slice === 'function') {
      return {
        size: source.size,
        read: async (start, end) => new Uint8Array(await source.slice(start, end).arrayBuffer()),
      };
    }
  }
  const got = Object.prototype.toString.call(source).slice(8, -1);
  throw new TypeError(`expected a Blob, or an object with a size and a read function, got ${got}`);
}
