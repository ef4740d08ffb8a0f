import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { RowSettings, TableColumn, TableRow } from 'exifclip/batch';

/** What a job leaves behind: its rows, and how they were made. */
export interface JobResult {
  settings: RowSettings;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
}

/** The name of a job's result in the place for results. */
export function resultName(job: string): string {
  return `${job}.jsonl.gz`;
}

/** The name of what a worker that was stopped had done of a job. */
export function partName(job: string): string {
  return `${job}.part.jsonl.gz`;
}

/** A result as lines of JSON, compressed: first how the rows were made, then each of them. */
export function encodeResult({ settings, columns, rows }: JobResult): Promise<Uint8Array> {
  const lines = [{ settings, columns }, ...rows].map((line) => JSON.stringify(line, packFloats));
  return promisify(gzip)(`${lines.join('\n')}\n`);
}

/**
 * Reads a result.
 *
 * @throws Error for what is none, which names it
 */
export async function decodeResult(bytes: Uint8Array, name: string): Promise<JobResult> {
  try {
    const text = (await promisify(gunzip)(bytes)).toString();
    if (!text.endsWith('\n')) throw new Error('it breaks off');
    const [head, ...rows] = text
      .slice(0, -1)
      .split('\n')
      .map((line) => JSON.parse(line, unpackFloats) as unknown);
    const { settings, columns } = head as Omit<JobResult, 'rows'>;
    if (!Array.isArray(columns)) throw new Error('it lacks its columns');
    return { settings, columns, rows: rows as TableRow[] };
  } catch (cause) {
    throw new Error(`${name}: expected a job's result: ${(cause as Error).message}`, { cause });
  }
}

/** Embeddings keep every bit, in a third of the room of digits. */
function packFloats(_key: string, value: unknown): unknown {
  if (!(value instanceof Float32Array)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return { float32: bytes.toString('base64') };
}

function unpackFloats(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('float32' in value)) return value;
  const bytes = Buffer.from(String(value.float32), 'base64');
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new Float32Array(copy);
}
