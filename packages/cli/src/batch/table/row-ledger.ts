import { createInputSet } from '../input-set.ts';
import { pathHash } from '../path-hash.ts';
import type { TableCounts } from './result-table.ts';
import type { RowKey } from './row-text.ts';

/** What is known of a table's rows without their values. */
export interface RowLedger {
  readonly counts: TableCounts;
  /** Whether some inputs have more rows than one, of which the last one counts. */
  readonly hasReplaced: boolean;
  /** Whether the row of an input is of the status failed; undefined where it has none. */
  failed(input: string): boolean | undefined;
  /** Takes down the next row. */
  add(key: RowKey): void;
  /** Of all rows in their order, the last one of every input. */
  lastOf<T>(
    rows: AsyncIterable<T>,
    inputOf: (row: T) => string,
  ): AsyncGenerator<T, void, undefined>;
}

/** A ledger without rows. */
export function rowLedger(): RowLedger {
  const inputs = createInputSet();
  const rowsOfReplaced = new Map<number, number>();
  let failures = 0;
  return {
    get counts() {
      return { rows: inputs.size, ok: inputs.size - failures, failed: failures };
    },
    get hasReplaced() {
      return rowsOfReplaced.size > 0;
    },
    failed: (input) => inputs.get(input),
    add({ input, failed }) {
      const before = inputs.get(input);
      if (before !== undefined) {
        const key = numberOf(input);
        rowsOfReplaced.set(key, (rowsOfReplaced.get(key) ?? 1) + 1);
      }
      failures += Number(failed) - Number(before ?? false);
      inputs.set(input, failed);
    },
    async *lastOf(rows, inputOf) {
      const left = new Map(rowsOfReplaced);
      for await (const row of rows) {
        if (left.size === 0) {
          yield row;
          continue;
        }
        const key = numberOf(inputOf(row));
        const count = left.get(key) ?? 1;
        if (count > 1) left.set(key, count - 1);
        else {
          left.delete(key);
          yield row;
        }
      }
    },
  };
}

/** 52 bits of a path's hash, as many as a number holds with ease. */
function numberOf(path: string): number {
  const [high, low] = pathHash(path);
  return high * 2 ** 20 + (low >>> 12);
}
