import { rm, stat } from 'node:fs/promises';
import type { RowSettings } from '../rows/row-settings.ts';
import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow } from '../rows/table-row.ts';
import { journalLines } from './journal.ts';
import { readParquet, writeParquet } from './parquet-file.ts';
import { parseRow, parseRowKey } from './row-text.ts';
import type { TableStore } from './table-store.ts';

/**
 * A table of Parquet. Such a file cannot be added to: new rows lie in a journal beside it until the
 * file is written anew from both.
 */
export function parquetStore(
  path: string,
  columns: readonly TableColumn[],
  settings: RowSettings,
): TableStore {
  const journal = `${path}.journal.jsonl`;
  const names = columns.map(({ name }) => name);
  return {
    journal,
    floats: 'base64',
    async *keys() {
      for await (const { input, status } of readParquet(path, ['input', 'status'])) {
        yield { input, failed: status === 'failed' };
      }
      yield* journalLines(journal, columns, parseRowKey);
    },
    async finish(ledger) {
      // Killed between these two steps, a table finds rows in its journal that it has already: they
      // replace themselves.
      if ((await sizeOf(path)) === 0 || (await sizeOf(journal)) > 0) {
        const rows = ledger.lastOf(allRows(), ({ input }) => input);
        await writeParquet(path, rows, columns, { settings });
      }
      await rm(journal, { force: true });
    },
    async *failed() {
      for await (const row of readParquet(path, ['input', 'status', 'error'])) {
        if (row.status === 'failed') yield row;
      }
    },
  };

  async function* allRows(): AsyncGenerator<TableRow, void, undefined> {
    yield* readParquet(path, names);
    yield* journalLines(journal, columns, parseRow);
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
