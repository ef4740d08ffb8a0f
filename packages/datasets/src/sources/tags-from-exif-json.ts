import { type ExifTags, tagsFromExiftool } from '@exifclip/exif-text';
import { exifreadRecord } from './exifread-record.ts';

/**
 * The camera tags of EXIF that a table or a shard holds as JSON, as text or parsed: what
 * img2dataset writes (names like `Image Make` and `EXIF ExposureTime`, as the Python library
 * ExifRead prints them), or a record of exiftool (`Make`, `IFD0:Make`).
 *
 * @returns `[]` where there is none, and for what is no JSON object
 */
export function tagsFromExifJson(exif: unknown): ExifTags {
  const record = recordOf(exif);
  const isExifread = Object.keys(record).some((name) => /^(Image|EXIF) /.test(name));
  return tagsFromExiftool(isExifread ? exifreadRecord(record) : record);
}

function recordOf(exif: unknown): Record<string, string | number> {
  if (typeof exif === 'string') return recordOf(parsed(exif));
  if (typeof exif !== 'object' || exif === null) return {};
  const plain = Object.entries(exif).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(plain);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
