import { open } from 'node:fs/promises';
import { replaceFile } from '@exifclip/nn/node';
import type { TableColumn } from '../rows/table-column.ts';
import { journalLines } from './journal.ts';
import type { RowLedger } from './row-ledger.ts';
import { parseRow, parseRowKey } from './row-text.ts';
import type { TableStore } from './table-store.ts';

/** A table of JSON lines: the file is its own journal. */
export function jsonlStore(path: string, columns: readonly TableColumn[]): TableStore {
  return {
    journal: path,
    floats: 'numbers',
    keys: () => journalLines(path, columns, parseRowKey),
    async finish(ledger) {
      if (ledger.hasReplaced) await dropReplaced(path, columns, ledger);
    },
    async *failed() {
      for await (const { line, failed } of journalLines(path, columns, keyedLine)) {
        if (failed) yield parseRow(line, columns);
      }
    },
  };
}

async function dropReplaced(
  path: string,
  columns: readonly TableColumn[],
  ledger: RowLedger,
): Promise<void> {
  await replaceFile(path, async (temporary) => {
    const file = await open(temporary, 'w');
    try {
      const lines = journalLines(path, columns, keyedLine);
      for await (const { line } of ledger.lastOf(lines, ({ input }) => input)) {
        await file.appendFile(`${line}\n`);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

function keyedLine(line: string, columns: readonly TableColumn[]) {
  return { line, ...parseRowKey(line, columns) };
}
