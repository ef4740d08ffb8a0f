import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { rowColumns } from '../batch/rows/row-columns.ts';
import type { TableRow } from '../batch/rows/table-row.ts';
import { journalLines } from '../batch/table/journal.ts';
import { readParquet } from '../batch/table/parquet-file.ts';
import { parseRow } from '../batch/table/row-text.ts';
import { TableError } from '../batch/table/table-error.ts';
import type { EmbedRow } from './embed-row.ts';

const columns = rowColumns('embed');

/** Columns that a search reads, those of embeddings last. */
const names = ['input', 'status', 'patchSize', 'rowOffsets', 'colOffsets', 'dim', 'embeddings'];

/**
 * The rows of a table of `exifclip embed --table`, without the failed ones; a row group or a line at
 * a time.
 *
 * @param onFailed told of every row that is left out
 * @throws TableError for what is no such table
 */
export async function* readEmbedRows(
  path: string,
  onFailed: () => void,
): AsyncGenerator<EmbedRow, void, undefined> {
  for await (const row of tableRows(path)) {
    if (row.status === 'failed') onFailed();
    else yield embedRowOf(row, path);
  }
}

/** Also those of a table that is not finished, which lie in its journal. */
async function* tableRows(path: string): AsyncGenerator<TableRow, void, undefined> {
  const journal = journalOf(path);
  const found = await Promise.all([path, journal].map((file) => stat(file).catch(() => undefined)));
  if (found.every((each) => each === undefined)) {
    throw new TableError(path, 'there is no such table');
  }
  if (journal !== path) yield* readParquet(path, names);
  yield* journalLines(journal, columns, parseRow);
}

function journalOf(path: string): string {
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
      return path;
    case '.parquet':
      return `${path}.journal.jsonl`;
    default:
      throw new RangeError(`expected a table that ends in .jsonl or .parquet, got ${path}`);
  }
}

function embedRowOf(row: TableRow, path: string): EmbedRow {
  const { input, patchSize, dim } = row;
  const [tops, lefts] = [row.rowOffsets, row.colOffsets].map((list) =>
    Array.isArray(list) ? Array.from(list, Number) : [],
  ) as [number[], number[]];
  const embeddings = Float32Array.from((row.embeddings ?? []) as ArrayLike<number>, (value) =>
    value === null ? Number.NaN : value,
  );
  const patches = tops.length * lefts.length;
  if (patches < 1 || embeddings.length !== patches * Number(dim)) {
    throw new TableError(
      path,
      `expected embeddings of ${tops.length} × ${lefts.length} patches of ${input}, got ${embeddings.length} numbers of ${Number(dim)} each: is it a table of exifclip embed?`,
    );
  }
  return { input, patchSize: Number(patchSize), dim: Number(dim), tops, lefts, embeddings };
}
