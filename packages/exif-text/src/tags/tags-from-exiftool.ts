import type { CameraTag } from './camera-tag.ts';
import type { ExifTag, ExifTags } from './exif-tags.ts';
import { renderValue } from './render-value.ts';
import { type SelectTagsOptions, selectTags } from './select-tags.ts';

/** Which tags to take. */
export interface TagsFromExiftoolOptions extends SelectTagsOptions {}

/**
 * The camera tags of one record of exiftool's JSON, in canonical rendering and order, equal to what
 * `readExifTags` says of the same file. Keys may carry their group (`ExifIFD:ISO`) or not (`ISO`);
 * values may be words or, as `exiftool -n` prints enumerations, codes. Other keys are passed over.
 *
 * @throws RangeError for a name in `names` that no table has
 */
export function tagsFromExiftool(
  record: Readonly<Record<string, string | number>>,
  options: TagsFromExiftoolOptions = {},
): ExifTags {
  const tags: ExifTag[] = [];
  for (const tag of selectTags(options)) {
    const printed = printedValue(record, tag);
    const value = printed === undefined ? undefined : renderValue(tag.value, String(printed));
    if (value !== undefined) tags.push({ name: tag.name, value });
  }
  return tags;
}

/** The value under the tag's own group, else under none, else where a writer misplaced it. */
function printedValue(
  record: Readonly<Record<string, string | number>>,
  { exiftool, group }: CameraTag,
): string | number | undefined {
  for (const key of [`${group}:${exiftool}`, exiftool, `ExifIFD:${exiftool}`, `IFD0:${exiftool}`]) {
    if (Object.hasOwn(record, key)) return record[key];
  }
  return undefined;
}
