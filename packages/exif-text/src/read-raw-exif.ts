import ExifReader from 'exifreader';
import { meteredView } from './metered-view.ts';
import type { RawValue } from './render-value.ts';

/** Reads of the file per call; photos take at most some thousands. */
const MAX_READS = 2 ** 18;
/** What exifreader puts in place of a value that lies outside the file. */
const FAULTY = '<faulty value>';

/**
 * Reads the fields with these tag numbers from the EXIF directories of an image file. Thumbnails,
 * GPS and maker notes are not even parsed.
 *
 * @returns values by tag number; what cannot be read is absent
 */
export function readRawExif(
  bytes: Uint8Array,
  ids: readonly number[],
): ReadonlyMap<number, RawValue> {
  const values = new Map<number, RawValue>();
  for (const field of Object.values(readFields(ownBuffer(bytes), ids))) {
    if (!isField(field)) continue;
    const value = rawValue(field);
    if (value !== undefined) values.set(field.id, value);
  }
  return values;
}

interface Field {
  id: number;
  /** As stored: a rational is a pair of integers, text an array of strings. */
  value: unknown;
  /** The same with pairs divided, which tells a rational from two integers. */
  computed: unknown;
}

function readFields(buffer: ArrayBufferLike, ids: readonly number[]): object {
  try {
    const groups = ExifReader.loadView(meteredView(buffer, MAX_READS), {
      expanded: true,
      includeUnknown: false,
      computed: true,
      includeTags: { exif: [...ids, 'Interoperability IFD Pointer'] },
    });
    return groups.exif ?? {};
  } catch {
    // Not an image, cut off, or malformed: for the caller all of these mean "no EXIF".
    return {};
  }
}

/** exifreader takes whole buffers only. */
function ownBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBufferLike {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength;
  return whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
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
