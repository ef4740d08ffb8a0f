import type { ManifestRecord } from './parse-manifest.ts';

/** A field that holds a text of at least one character. */
export function stringField(record: ManifestRecord, name: string): string {
  const value = record[name];
  if (typeof value === 'string' && value !== '') return value;
  throw expected(name, 'a non-empty string', value);
}

/** A field that holds a finite number. */
export function numberField(record: ManifestRecord, name: string): number {
  const value = record[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw expected(name, 'a number', value);
}

/** A field that holds true or false. */
export function booleanField(record: ManifestRecord, name: string): boolean {
  const value = record[name];
  if (typeof value === 'boolean') return value;
  throw expected(name, 'true or false', value);
}

/** A field that holds one of a few words. */
export function wordField<T extends string>(
  record: ManifestRecord,
  name: string,
  words: readonly T[],
): T {
  const word = words.find((candidate) => candidate === record[name]);
  if (word !== undefined) return word;
  throw expected(name, words.map((candidate) => `"${candidate}"`).join(' or '), record[name]);
}

/** A field that holds an object. */
export function objectField(record: ManifestRecord, name: string): ManifestRecord {
  const value = record[name];
  if (isRecord(value)) return value;
  throw expected(name, 'an object', value);
}

/** A field that holds an array of objects. */
export function objectsField(record: ManifestRecord, name: string): readonly ManifestRecord[] {
  const value = record[name];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw expected(name, 'an array of objects', value);
}

function isRecord(value: unknown): value is ManifestRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expected(name: string, what: string, value: unknown): TypeError {
  const came = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  return new TypeError(`expected "${name}" to be ${what}, got ${came}`);
}
