import { mkdir, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { TableRow } from '../rows/table-row.ts';
import { type Journal, openJournal } from './journal.ts';
import { jsonlStore } from './jsonl-store.ts';
import { lockTable } from './lock-table.ts';
import { parquetStore } from './parquet-store.ts';
import type { OpenTableOptions, ResultTable } from './result-table.ts';
import { type RowLedger, rowLedger } from './row-ledger.ts';
import { rowText } from './row-text.ts';
import { TableError } from './table-error.ts';
import { assertSameSettings, readIndexHead, writeTableIndex } from './table-index.ts';
import type { TableStore } from './table-store.ts';

/**
 * Opens a result table, made if absent, to add rows to it: `.parquet`, or `.jsonl` of a line a row.
 * What a killed process left is gone on with, but for half a line. Rows stand in the order in which
 * they were added. Of all inputs that have a row, 63 bits of a hash are kept in memory.
 *
 * Beside it lies `<path>.index.jsonl`: settings and counts, and a line for each failed input.
 *
 * @throws TableError for a table of other settings, for what is no table, and while another process
 *   of this machine has it open
 * @throws RangeError for another extension
 */
export async function openTable(path: string, options: OpenTableOptions): Promise<ResultTable> {
  const store = storeOf(path, options);
  await mkdir(dirname(path), { recursive: true });
  const unlock = await lockTable(path);
  try {
    await openIndex(path, options, store);
    const journal = await openJournal(store.journal);
    const ledger = rowLedger();
    try {
      for await (const key of store.keys()) ledger.add(key);
    } catch (error) {
      await journal.close();
      throw error;
    }
    return tableOf(path, options, { store, journal, ledger, unlock });
  } catch (error) {
    await unlock();
    throw error;
  }
}

interface TableParts {
  store: TableStore;
  journal: Journal;
  ledger: RowLedger;
  unlock: () => Promise<void>;
}

function tableOf(
  path: string,
  { settings, columns, retryFailed = false }: OpenTableOptions,
  { store, journal, ledger, unlock }: TableParts,
): ResultTable {
  const add = async (rows: readonly TableRow[]): Promise<void> => {
    if (rows.length === 0) return;
    await journal.append(rows.map((row) => `${rowText(row, columns, store.floats)}\n`).join(''));
    for (const { input, status } of rows) ledger.add({ input, failed: status === 'failed' });
  };
  // One after the other, whoever calls: lines of two calls must not mix.
  let last: Promise<void> = Promise.resolve();
  return {
    has(input) {
      const failed = ledger.failed(input);
      return failed !== undefined && !(failed && retryFailed);
    },
    get counts() {
      return ledger.counts;
    },
    append(rows) {
      const added = last.then(() => add(rows));
      last = added.catch(() => undefined);
      return added;
    },
    async close({ finish = true } = {}) {
      await last;
      try {
        await journal.close();
        if (!finish) return;
        await store.finish(ledger);
        await writeTableIndex(path, { settings, ...ledger.counts }, store.failed());
      } finally {
        await unlock();
      }
    },
  };
}

function storeOf(path: string, { columns, settings }: OpenTableOptions): TableStore {
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
      return jsonlStore(path, columns);
    case '.parquet':
      return parquetStore(path, columns, settings);
    default:
      throw new RangeError(`expected a table that ends in .jsonl or .parquet, got ${path}`);
  }
}

/** A new table gets its settings before its first row, so that no rows are ever without. */
async function openIndex(
  path: string,
  { settings }: OpenTableOptions,
  { journal }: TableStore,
): Promise<void> {
  const head = await readIndexHead(path);
  if (head !== undefined) {
    assertSameSettings(path, head.settings, settings);
    return;
  }
  for (const file of [path, journal]) {
    const size = (await stat(file).catch(() => undefined))?.size ?? 0;
    if (size === 0) continue;
    throw new TableError(file, `expected ${path}.index.jsonl, which says how its rows were made`);
  }
  await writeTableIndex(path, { settings, rows: 0, ok: 0, failed: 0 });
}
