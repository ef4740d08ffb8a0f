import type { CameraTag, ValueKind } from '../tags/camera-tag.ts';
import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';
import { type RawValue, renderValue } from '../tags/render-value.ts';
import { readDerivedTags } from './read-derived-tags.ts';
import { readRawExif } from './read-raw-exif.ts';

/**
 * The tags of a file that these rows name, rendered, in the order of the rows.
 *
 * @param open gives a fresh view of the whole file; what its reads throw ends a part of the parse
 */
export function tagsOfView(open: () => DataView, rows: readonly CameraTag[]): ExifTags {
  const exif = rows.filter(({ group }) => group !== 'File');
  const values = exif.length > 0 ? readRawExif(open(), exif) : new Map<CameraTag, RawValue>();
  const derived = exif.length < rows.length ? readDerivedTags(open()) : [];
  const tags: ExifTag[] = [];
  for (const row of rows) {
    const value =
      row.group === 'File'
        ? derived.find(({ name }) => name === row.name)?.value
        : rendered(row.value, values.get(row));
    if (value !== undefined) tags.push({ name: row.name, value });
  }
  return tags;
}

function rendered(kind: ValueKind, raw: RawValue | undefined): string | undefined {
  return raw === undefined ? undefined : renderValue(kind, fromApex(kind, raw));
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
