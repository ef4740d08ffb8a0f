import { mapInOrder } from '@exifclip/datasets/files';
import { createInputSet } from './input-set.ts';
import type { InputPlace } from './inputs/input-place.ts';
import type { RowPool } from './pool/row-pool.ts';
import type { TableRow } from './rows/table-row.ts';
import type { ResultTable } from './table/result-table.ts';

export interface RunBatchOptions {
  /** Told of every input: its new row, or undefined where the table had one. */
  onInput?: ((path: string, row: TableRow | undefined) => void) | undefined;
  /** Stops between inputs; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * Adds the rows of all inputs to a table, in the order of the inputs, and passes over those that it
 * has already. Only the inputs under way are in memory, and 8 bytes of each one before.
 */
export async function runBatch(
  inputs: AsyncIterable<InputPlace>,
  { pool, table }: { pool: RowPool; table: ResultTable },
  { onInput, signal }: RunBatchOptions = {},
): Promise<void> {
  const rows = mapInOrder(newInputs(), pool.concurrency, (place) => pool.make(place, { signal }));
  for await (const row of rows) {
    await table.append([row]);
    onInput?.(row.input, row);
  }

  async function* newInputs(): AsyncGenerator<InputPlace, void, undefined> {
    // An input that is named twice has one row; its first row may still be under way.
    const seen = createInputSet();
    for await (const place of inputs) {
      signal?.throwIfAborted();
      const { path } = place;
      if (seen.get(path) !== undefined) continue;
      seen.set(path, false);
      if (table.has(path)) onInput?.(path, undefined);
      else yield place;
    }
  }
}
