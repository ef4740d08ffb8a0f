import type { ResultTable, TableRow } from 'exifclip/batch';

/** Puts rows into a table so that every input is there once. */
export interface RowMerger {
  add(rows: readonly TableRow[]): Promise<void>;
  /** The inputs that have failed in all their jobs, with their reasons. */
  failed(): TableRow[];
}

/** Rows of several jobs in one table: a good row takes the place of failed ones, and stays. */
export function rowMerger(table: Pick<ResultTable, 'has' | 'append'>): RowMerger {
  // A table that is to be given failed inputs anew has only good ones; these are few.
  const failed = new Map<string, TableRow>();
  return {
    async add(rows) {
      const fresh = new Map<string, TableRow>();
      for (const row of rows) {
        const { input, status } = row;
        if (table.has(input) || fresh.get(input)?.status === 'ok') continue;
        if (status === 'failed' && failed.has(input)) continue;
        if (status === 'failed') failed.set(input, row);
        else failed.delete(input);
        fresh.set(input, row);
      }
      await table.append([...fresh.values()]);
    },
    failed: () => [...failed.values()],
  };
}
