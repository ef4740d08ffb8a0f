import { asBytes } from './as-bytes.ts';
import { CAMERA_TAGS, type ValueKind } from './camera-tags.ts';
import type { ExifTag, ExifTags } from './exif-tags.ts';
import { readDerivedTags } from './read-derived-tags.ts';
import { readRawExif } from './read-raw-exif.ts';
import { type RawValue, renderValue } from './render-value.ts';

export interface ReadExifTagsOptions {
  /**
   * Append what a decoder derives from the file itself (JPEG only): EncodingProcess, BitsPerSample,
   * ColorComponents, YCbCrSubSampling, ExifByteOrder. It is not EXIF.
   * @defaultValue false
   */
  includeDerived?: boolean;
}

const TAG_NUMBERS = CAMERA_TAGS.filter((tag) => tag.id >= 0).map((tag) => tag.id);

/**
 * Reads the camera tags of a JPEG, TIFF, PNG, WebP, HEIC or AVIF file, canonically rendered and in
 * canonical order. Names, serial numbers, dates, comments and places never appear.
 *
 * @returns `[]` for a file without EXIF and for bytes that are no image; of a damaged file, the
 * tags that could still be read
 * @throws TypeError when `input` is not bytes
 */
export function readExifTags(
  input: Uint8Array | ArrayBuffer,
  { includeDerived = false }: ReadExifTagsOptions = {},
): ExifTags {
  const bytes = asBytes(input);
  const values = readRawExif(bytes, TAG_NUMBERS);
  const tags: ExifTag[] = [];
  for (const { id, name, value: kind } of CAMERA_TAGS) {
    const raw = id < 0 ? undefined : values.get(id);
    const value = raw === undefined ? undefined : renderValue(kind, fromApex(kind, raw));
    if (value !== undefined) tags.push({ name, value });
  }
  return includeDerived ? [...tags, ...readDerivedTags(bytes)] : tags;
}

/** APEX values are logarithms: of the time to base 1/2, of the f-number to base √2. */
function fromApex(kind: ValueKind, raw: RawValue): RawValue {
  if (typeof raw === 'string') return raw;
  if (kind.kind === 'seconds' && kind.apex) return raw.map(apexSeconds);
  if (kind.kind === 'decimals' && kind.apex) return raw.map((value) => 2 ** (value / 2));
  return raw;
}

function apexSeconds(value: number): number {
  // A field of 100 or more is no logarithm but nonsense; exiftool says 0, and so do we.
  return Math.abs(value) < 100 || Number.isNaN(value) ? 2 ** -value : 0;
}
