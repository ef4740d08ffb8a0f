import { ManifestError } from './manifest-error.ts';

/** One parsed line: an object whose fields are not checked yet. */
export type ManifestRecord = Readonly<Record<string, unknown>>;

/**
 * Reads JSON lines, one record each; blank lines are passed over. What `read` throws as a
 * `TypeError` is reported with the file and the line.
 *
 * @param text - the whole manifest
 * @param file - its name, for messages
 * @param read - checks a record and makes an entry of it
 * @throws ManifestError for a line that is no JSON object, fails its check, or repeats an id
 */
export function parseManifest<T extends { id: string }>(
  text: string,
  file: string,
  read: (record: ManifestRecord) => T,
): T[] {
  const entries: T[] = [];
  const lineOf = new Map<string, number>();
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const entry = parseRecord(line, i + 1, file, read);
    const earlier = lineOf.get(entry.id);
    if (earlier !== undefined) {
      throw new ManifestError(
        file,
        i + 1,
        `expected every id once, but line ${earlier} has "${entry.id}" too`,
      );
    }
    lineOf.set(entry.id, i + 1);
    entries.push(entry);
  }
  return entries;
}

/**
 * Reads one line; see `parseManifest`.
 *
 * @throws ManifestError for a line that is no JSON object or fails its check
 */
export function parseRecord<T>(
  line: string,
  number: number,
  file: string,
  read: (record: ManifestRecord) => T,
): T {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new TypeError(`expected a JSON object, got ${line.slice(0, 40)}`);
    }
    return read(value as ManifestRecord);
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new ManifestError(file, number, `expected JSON: ${cause.message}`, { cause });
    }
    if (cause instanceof TypeError) {
      throw new ManifestError(file, number, cause.message, { cause });
    }
    throw cause;
  }
}
