import type { RowSettings } from './row-settings.ts';
import type { TableColumn } from './table-column.ts';
import type { TableRow } from './table-row.ts';

/** An input of which a row is made. */
export interface RowInput {
  /** What it is called in the table: the row's key. */
  readonly path: string;
  /** Reads the bytes of its file; what this throws is why the row has failed. */
  bytes(): Promise<Uint8Array>;
}

/** Turns inputs into rows; holds an opened model until it is disposed of. */
export interface RowMaker {
  /** What decides on the rows' values; a table is opened with them. */
  readonly settings: RowSettings;
  /** The columns that every row has. */
  readonly columns: readonly TableColumn[];
  /**
   * Makes the row of one input: the same one for the same bytes, whoever makes it. Several may be
   * under way at a time, so that one is decoded while another is encoded.
   *
   * @returns a row of the status `failed` for what cannot be read, decoded or analysed
   * @throws the signal's reason, and nothing else
   */
  make(input: RowInput, options?: { signal?: AbortSignal | undefined }): Promise<TableRow>;
  /** Frees the model. */
  dispose(): Promise<void>;
}
