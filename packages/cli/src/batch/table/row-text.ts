import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow, TableValue } from '../rows/table-row.ts';

/** How arrays of floats stand in a line: as a reader wants them, or as they are quickest to read. */
export type FloatsAs = 'numbers' | 'base64';

/** Digits that tell every 32-bit float from the next one. */
const floatDigits = 9;

/** A row as a line of JSON, without the line break, its columns in their order. */
export function rowText(row: TableRow, columns: readonly TableColumn[], floats: FloatsAs): string {
  const cells = columns.map(({ name }) => {
    const value = row[name] ?? null;
    const text = value instanceof Float32Array ? floatsText(value, floats) : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${cells.join(',')}}`;
}

function floatsText(data: Float32Array, floats: FloatsAs): string {
  if (floats === 'base64') {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return `"${bytes.toString('base64')}"`;
  }
  const texts = Array.from(data, (v) =>
    Number.isFinite(v) ? String(Number(v.toPrecision(floatDigits))) : 'null',
  );
  return `[${texts.join(',')}]`;
}

/**
 * Reads a line of `rowText`.
 *
 * @throws SyntaxError for what is no JSON, TypeError for what is no row
 */
export function parseRow(text: string, columns: readonly TableColumn[]): TableRow {
  const row: unknown = JSON.parse(text);
  if (!isRow(row)) throw new TypeError('expected an object with input and status');
  const floats = columns.filter(({ type }) => type === 'floats');
  for (const { name } of floats) row[name] = floatsOf(row[name] ?? null);
  return row;
}

function isRow(row: unknown): row is TableRow {
  if (typeof row !== 'object' || row === null) return false;
  const { input, status } = row as Partial<TableRow>;
  return typeof input === 'string' && (status === 'ok' || status === 'failed');
}

function floatsOf(value: TableValue): TableValue {
  if (typeof value !== 'string') return value;
  const bytes = Buffer.from(value, 'base64');
  const data = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(data.buffer).set(bytes);
  return data;
}

/** What a row is known by. */
export interface RowKey {
  input: string;
  failed: boolean;
}

const head = /^\{"input":("(?:[^"\\]|\\.)*"),"sha256":(?:null|"[0-9a-f]*"),"status":"(ok|failed)",/;

/** Reads the key of a line of `rowText`, which stands first in it, without reading the rest. */
export function parseRowKey(text: string, columns: readonly TableColumn[]): RowKey {
  const [, input, status] = head.exec(text) ?? [];
  if (input !== undefined && text.endsWith('}')) {
    return { input: JSON.parse(input) as string, failed: status === 'failed' };
  }
  const row = parseRow(text, columns);
  return { input: row.input, failed: row.status === 'failed' };
}
