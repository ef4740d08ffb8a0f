import { expect, test } from 'vitest';
import { rowColumns } from '../rows/row-columns.ts';
import type { TableRow } from '../rows/table-row.ts';
import { parseRow, parseRowKey, rowText } from './row-text.ts';

const columns = rowColumns('embed');
const row = (embeddings: Float32Array | null, more: Partial<TableRow> = {}): TableRow => ({
  ...{ input: 'a.jpg', sha256: 'ab12', status: 'ok', error: null, width: 8, height: 9 },
  ...{ model: 'base', patchSize: 64, rowOffsets: [0, 8], colOffsets: [0], dim: 2 },
  ...{ embeddings },
  ...more,
});
const floats = Float32Array.of(0.1, -1 / 3, 1e-30, 3.4028234e38, -0, 16_777_217, 0.70710677);

test('floats come back to the bit, as numbers and as base64', () => {
  const line = rowText(row(floats), columns, 'base64');
  expect(parseRow(line, columns)['embeddings']).toEqual(floats);
  const numbers = JSON.parse(rowText(row(floats), columns, 'numbers')).embeddings as number[];
  // JSON knows no negative zero.
  expect(Float32Array.from(numbers)).toEqual(floats.map((v) => v + 0));
});

test('what is no number becomes null, and a column that a row lacks too', () => {
  const text = rowText(row(Float32Array.of(Number.NaN, 1)), columns, 'numbers');
  expect(JSON.parse(text).embeddings).toEqual([null, 1]);
  const bare: TableRow = { input: 'a', sha256: null, status: 'failed', error: 'no' };
  expect(Object.keys(JSON.parse(rowText(bare, columns, 'numbers')))).toEqual(
    columns.map(({ name }) => name),
  );
});

test('the key of a line is read whatever its input is called', () => {
  const names = [
    'a "quoted" name',
    'back\\slash',
    'line\nbreak',
    '写真\u2028.jpg',
    '","status":"ok"',
  ];
  for (const input of names) {
    for (const status of ['ok', 'failed'] as const) {
      const line = rowText(row(floats, { input, status }), columns, 'base64');
      expect(line).not.toContain('\n');
      expect(parseRowKey(line, columns)).toEqual({ input, failed: status === 'failed' });
    }
  }
});

test('the key of a line that another program wrote, with spaces, is read too', () => {
  const line = JSON.stringify({ status: 'failed', input: 'b.jpg' }, null, 1).replaceAll('\n', '');
  expect(parseRowKey(line, columns)).toEqual({ input: 'b.jpg', failed: true });
});

test('what is no row is refused', () => {
  for (const line of ['', 'x', '{}', 'null', '[]', '{"input":1,"status":"ok"}', '{"input":"a"']) {
    expect(() => parseRowKey(line, columns)).toThrow();
  }
  expect(() => parseRowKey('{"input":"a","sha256":null,"status":"ok","er', columns)).toThrow();
});
