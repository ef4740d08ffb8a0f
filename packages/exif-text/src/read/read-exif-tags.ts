import type { ExifTags } from '../tags/exif-tags.ts';
import { type SelectTagsOptions, selectTags } from '../tags/select-tags.ts';
import { asBytes } from './as-bytes.ts';
import { meteredView } from './metered-view.ts';
import { tagsOfView } from './tags-of-view.ts';

/** Which tags to read. */
export interface ReadExifTagsOptions extends SelectTagsOptions {}

/**
 * Reads the camera tags of a JPEG, TIFF, PNG, WebP, HEIC, AVIF or JPEG XL file, canonically rendered
 * and in canonical order. Names, serial numbers, dates, comments and places never appear unless
 * their tags are asked for by name.
 *
 * @returns `[]` for a file without EXIF and for bytes that are no image; of a damaged file, the
 * tags that could still be read
 * @throws TypeError when `input` is not bytes
 * @throws RangeError for a name in `names` that no table has
 */
export function readExifTags(
  input: Uint8Array | ArrayBuffer,
  options: ReadExifTagsOptions = {},
): ExifTags {
  const bytes = asBytes(input);
  return tagsOfView(() => meteredView(bytes), selectTags(options));
}
