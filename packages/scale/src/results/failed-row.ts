import type { TableColumn, TableRow } from 'exifclip/batch';

/** The row of an input that came to nothing, with every column. */
export function failedRow(
  input: string,
  columns: readonly TableColumn[],
  reason: string,
): TableRow {
  const line = reason.replace(/\s+/g, ' ');
  const error = line.includes(input) ? line : `${input}: ${line}`;
  const row: TableRow = { input, sha256: null, status: 'failed', error };
  for (const { name } of columns) row[name] ??= null;
  return row;
}
