import type { CameraTag } from '../tags/camera-tag.ts';
import { CAMERA_TAGS } from '../tags/camera-tags.ts';
import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';
import { NAMED_TAGS } from '../tags/named-tags.ts';
import { printedNumbers } from '../tags/printed-numbers.ts';

/** How the numbers of a sentence read; each setting left out leaves them as the tags have them. */
export interface NumberFormat {
  /** Significant digits at most, 1…15. @defaultValue as rendered */
  digits?: number;
  /** Short times as `1/60` or as `0.0167`, three significant digits. @defaultValue 'keep' */
  fractions?: 'keep' | 'decimal';
  /** Append units: `4.2 mm`, `1/60 s`. The style `plain` always has them. @defaultValue false */
  units?: boolean;
}

const NUMERIC = new Set(['seconds', 'decimals', 'significant', 'distance']);
const ROWS = new Map([...CAMERA_TAGS, ...NAMED_TAGS].map((row) => [row.name, row]));

/**
 * The tags with their numbers in another format. Versions, codes, words, lenses and tags that no
 * table knows stay as they are.
 *
 * @throws RangeError unless `digits` is a whole number of 1…15
 */
export function formatNumbers(tags: ExifTags, format: NumberFormat = {}): ExifTags {
  const { digits, fractions = 'keep', units = false } = format;
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 1 && digits <= 15)) {
    throw new RangeError(`expected 1…15 significant digits, got ${digits}`);
  }
  if (digits === undefined && fractions === 'keep' && !units) return tags;
  return tags.map((tag) => formatted(tag, ROWS.get(tag.name), format));
}

function formatted(tag: ExifTag, row: CameraTag | undefined, format: NumberFormat): ExifTag {
  const [number] = printedNumbers(tag.value);
  if (!row || !NUMERIC.has(row.value.kind) || !Number.isFinite(number)) return tag;
  const unit = format.units && row.unit ? ` ${row.unit}` : '';
  return { name: tag.name, value: digitsOf(tag.value, number!, format) + unit };
}

function digitsOf(value: string, number: number, { digits, fractions }: NumberFormat): string {
  const isFraction = value.includes('/');
  if (isFraction && fractions !== 'decimal') return value;
  const places = digits ?? (isFraction ? 3 : undefined);
  return places === undefined ? value : String(Number(number.toPrecision(places)));
}
