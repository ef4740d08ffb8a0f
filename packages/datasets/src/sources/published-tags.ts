import { CAMERA_TAGS, type ExifTags } from '@exifclip/exif-text';
import type { YfccExifItem } from './parse-yfcc-exif.ts';
import { exiftoolName } from './yfcc-record.ts';

/** Longest value in characters; a longer one is `Unknown`. */
const LONGEST = 20;

/**
 * Tags with the value cleaning of "EXIF as Language" (CVPR 2023), as its data script has it, under
 * the dataset's own names without spaces: `FocalLength: 50.0 mm`, `FNumber: F2.8`,
 * `ISOSpeedRatings: 100`. Only camera tags (`CAMERA_TAGS`) are taken: the script kept thumbnails,
 * makers' notes, dates and names of people too.
 *
 * @see github.com/hellomuffin/exif-as-language, dataProcess/yfcc_dataInfo.py, `refine_value`
 */
export function publishedTags(items: readonly YfccExifItem[]): ExifTags {
  const cameraTags = new Set(CAMERA_TAGS.map(({ exiftool }) => exiftool));
  const tags = new Map<string, string>();
  for (const { category, tag, value } of items) {
    if (!cameraTags.has(exiftoolName(category, tag) ?? '')) continue;
    tags.set(tag.replace(/[^A-Za-z0-9]/g, ''), publishedValue(tag, value));
  }
  return [...tags].map(([name, value]) => ({ name, value })).filter(({ value }) => value !== '');
}

function publishedValue(tag: string, value: string): string {
  const [first, ...rest] = value.split(/\s+/).filter((word) => word !== '');
  if (tag.endsWith('Resolution') || tag === 'Exposure Bias Value') {
    return first === undefined ? 'Unknown' : [integerQuotient(first), ...rest].join(' ');
  }
  if (tag === 'Focal Length') {
    const number = Number(first);
    return Number.isNaN(number) ? 'Unknown' : [oneDecimal(number), ...rest].join(' ');
  }
  if (tag === 'ISO Speed Ratings') return first ?? 'Unknown';
  if (value.length > LONGEST) return 'Unknown';
  return value.replace(/[^a-zA-Z0-9.,/-]/g, '');
}

/** `-1/3` becomes -1: Python's division rounds down. What is no fraction stays as it is. */
function integerQuotient(text: string): string {
  const [over = '', under] = text.split('/');
  if (under === undefined) return text;
  const isInteger = (digits: string): boolean => /^[+-]?\d+$/.test(digits);
  if (!isInteger(over) || !isInteger(under) || Number(under) === 0) return over;
  return String(Math.floor(Number(over) / Number(under)));
}

/** Python rounds exact halves of a tenth, which are quarters, to the even digit. */
function oneDecimal(number: number): string {
  if (Math.abs(number % 0.5) !== 0.25) return number.toFixed(1);
  return ((2 * Math.round(number * 5)) / 10).toFixed(1);
}
