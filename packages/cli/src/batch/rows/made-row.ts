import { createHash } from 'node:crypto';
import { oneLineError } from '../../one-line-error.ts';
import { readBytes } from './read-bytes.ts';
import type { RowInput } from './row-maker.ts';
import type { MakeCells } from './row-work.ts';
import type { TableColumn } from './table-column.ts';
import type { TableRow } from './table-row.ts';

/** The row of one input, with every column, whatever happens to the input. */
export async function madeRow(
  input: RowInput,
  columns: readonly TableColumn[],
  make: MakeCells,
  signal: AbortSignal | undefined,
): Promise<TableRow> {
  signal?.throwIfAborted();
  const { path } = input;
  let sha256: string | null = null;
  try {
    const bytes = await readBytes(input);
    sha256 = createHash('sha256').update(bytes).digest('hex');
    const cells = await make(bytes, { name: path, signal });
    return wholeRow({ input: path, sha256, status: 'ok', error: null, ...cells }, columns);
  } catch (error) {
    signal?.throwIfAborted();
    return failedRow(path, columns, { error, sha256 });
  }
}

/** The row of an input that came to nothing. */
export function failedRow(
  path: string,
  columns: readonly TableColumn[],
  { error, sha256 = null }: { error: unknown; sha256?: string | null },
): TableRow {
  const reason = oneLineError(error, path);
  return wholeRow({ input: path, sha256, status: 'failed', error: reason }, columns);
}

function wholeRow(row: TableRow, columns: readonly TableColumn[]): TableRow {
  const whole: TableRow = { ...row };
  for (const { name } of columns) whole[name] ??= null;
  return whole;
}
