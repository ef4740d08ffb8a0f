import type { InputPlace } from '../inputs/input-place.ts';
import type { RowSettings } from '../rows/row-settings.ts';
import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow } from '../rows/table-row.ts';

/** Makers of rows that work side by side. */
export interface RowPool {
  /** What decides on the rows' values. */
  readonly settings: RowSettings;
  readonly columns: readonly TableColumn[];
  /** Inputs to hand over at a time, so that nobody waits for the next. */
  readonly concurrency: number;
  /**
   * Makes the row of an input as soon as somebody is free.
   *
   * @throws the signal's reason; Error when no worker can be started any more
   */
  make(place: InputPlace, options?: { signal?: AbortSignal | undefined }): Promise<TableRow>;
  dispose(): Promise<void>;
}
