import ExifReader from 'exifreader';
import type { CameraTag } from '../tags/camera-tag.ts';
import type { RawValue } from '../tags/render-value.ts';

/** What exifreader puts in place of a value that lies outside the file. */
const FAULTY = '<faulty value>';
const POINTERS = ['Interoperability IFD Pointer', 'GPS Info IFD Pointer'] as const;

/**
 * Reads these tags from the EXIF directories of an image file. Thumbnails and maker notes are not
 * even parsed, nor is the position unless a tag of it is asked for.
 *
 * @param view of the whole file; what its reads throw ends the parse
 * @returns values by tag; what cannot be read is absent
 */
export function readRawExif(
  view: DataView,
  tags: readonly CameraTag[],
): ReadonlyMap<CameraTag, RawValue> {
  const byKey = new Map(tags.map((tag) => [fieldKey(tag.group === 'GPS', tag.id), tag]));
  const values = new Map<CameraTag, RawValue>();
  for (const [name, field] of Object.entries(readFields(view, tags))) {
    if (!isField(field)) continue;
    const tag = byKey.get(fieldKey(name.startsWith('GPS'), field.id));
    const value = rawValue(field);
    if (tag !== undefined && value !== undefined) values.set(tag, value);
  }
  return values;
}

/** Numbers of tags are unique but for those of positions, which start from 0 again. */
function fieldKey(isPosition: boolean, id: number): string {
  return `${isPosition ? 'GPS' : ''} ${id}`;
}

interface Field {
  id: number;
  /** As stored: a rational is a pair of integers, text an array of strings. */
  value: unknown;
  /** The same with pairs divided, which tells a rational from two integers. */
  computed: unknown;
}

function readFields(view: DataView, tags: readonly CameraTag[]): object {
  const ids = tags.filter(({ id }) => id >= 0).map(({ id }) => id);
  const pointers = tags.some(({ group }) => group === 'GPS') ? POINTERS : POINTERS.slice(0, 1);
  try {
    const groups = ExifReader.loadView(view, {
      expanded: true,
      includeUnknown: false,
      computed: true,
      includeTags: { exif: [...ids, ...pointers] },
    });
    return groups.exif ?? {};
  } catch {
    // Not an image, cut off, or malformed: for the caller all of these mean "no EXIF".
    return {};
  }
}

function isField(field: unknown): field is Field {
  return (
    typeof field === 'object' &&
    field !== null &&
    'value' in field &&
    'id' in field &&
    typeof field.id === 'number'
  );
}

function rawValue({ value, computed }: Field): RawValue | undefined {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return value === FAULTY ? undefined : value;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.some((item) => typeof item === 'string')) {
    const text: unknown = value[0]; // absent when the text begins with a NUL
    return typeof text === 'string' && text !== FAULTY ? text : undefined;
  }
  const isRational = typeof computed === 'number' || computed === null;
  return isRational ? [quotient(value)] : value.map(toNumber);
}

function toNumber(item: unknown): number {
  return Array.isArray(item) ? quotient(item) : Number(item);
}

/** Ten significant digits, as exiftool keeps of a rational, so that both round alike later on. */
function quotient(pair: readonly unknown[]): number {
  const ratio = Number(pair[0]) / Number(pair[1]);
  return Number.isFinite(ratio) ? Number(ratio.toPrecision(10)) : ratio;
}
