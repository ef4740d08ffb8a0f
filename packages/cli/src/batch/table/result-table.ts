import type { RowSettings } from '../rows/row-settings.ts';
import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow } from '../rows/table-row.ts';

export interface OpenTableOptions {
  /** What the rows are made by; those that are there already must be of the same. */
  settings: RowSettings;
  /** The columns of every row: of `rowColumns`, or of a row maker. */
  columns: readonly TableColumn[];
  /**
   * Whether failed inputs count as not done, so that a new row takes the place of theirs.
   * @defaultValue false
   */
  retryFailed?: boolean | undefined;
}

/** How many rows a table has. */
export interface TableCounts {
  rows: number;
  ok: number;
  failed: number;
}

/** A result table that is being filled. */
export interface ResultTable {
  /** Whether an input has its row. */
  has(input: string): boolean;
  /** Rows so far, those that were there before among them. */
  readonly counts: TableCounts;
  /**
   * Adds rows, in their order; once the promise resolves, a killed process loses none of them. A
   * row of an input that has one already takes its place, at the end.
   */
  append(rows: readonly TableRow[]): Promise<void>;
  /**
   * Puts the file in its final state and writes the index beside it.
   *
   * @param options `finish: false` only lets go of it, so that the next run goes on
   */
  close(options?: { finish?: boolean }): Promise<void>;
}
