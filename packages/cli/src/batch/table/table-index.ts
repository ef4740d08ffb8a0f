import { open } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { readLines } from '@exifclip/datasets/files';
import { replaceFile } from '@exifclip/nn/node';
import type { RowSettings } from '../rows/row-settings.ts';
import type { TableRow } from '../rows/table-row.ts';
import type { TableCounts } from './result-table.ts';
import { TableError } from './table-error.ts';

/**
 * The first line of a table's index; those after it are its failed inputs, with reasons. Both are of
 * the last time that the table was finished.
 */
export interface IndexHead extends TableCounts {
  settings: RowSettings;
}

/** Where the index of a table lies. */
export function indexPathOf(table: string): string {
  return `${table}.index.jsonl`;
}

/** Writes the index of a table, its failed rows line by line. */
export async function writeTableIndex(
  table: string,
  head: IndexHead,
  failed: AsyncIterable<TableRow> | Iterable<TableRow> = [],
): Promise<void> {
  await replaceFile(indexPathOf(table), async (temporary) => {
    const file = await open(temporary, 'w');
    try {
      await file.appendFile(`${JSON.stringify(head)}\n`);
      for await (const { input, error } of failed) {
        await file.appendFile(`${JSON.stringify({ input, error })}\n`);
      }
    } finally {
      await file.close();
    }
  });
}

/**
 * Reads what the index of a table says of its settings.
 *
 * @returns undefined where there is no index
 * @throws TableError for an index that is none
 */
export async function readIndexHead(table: string): Promise<IndexHead | undefined> {
  const path = indexPathOf(table);
  try {
    for await (const line of readLines(path)) {
      const head = JSON.parse(line) as Partial<IndexHead> | null;
      if (typeof head?.settings?.job === 'string') return head as IndexHead;
      break;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TableError(path, `cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new TableError(path, 'expected the settings of a table in the first line');
}

/** @throws TableError where rows of these settings do not belong in the table */
export function assertSameSettings(table: string, had: RowSettings, now: RowSettings): void {
  const names = new Set([...Object.keys(had), ...Object.keys(now)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(had[name], now[name]));
  if (changed.length === 0) return;
  const said = changed.map((name) => {
    return `${name} was ${JSON.stringify(had[name])} and is ${JSON.stringify(now[name])}`;
  });
  throw new TableError(
    table,
    `its rows were made with other settings (${said.join(', ')}): give the same, or another table`,
  );
}
