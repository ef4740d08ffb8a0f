import type { TableRow } from '../rows/table-row.ts';
import type { RowLedger } from './row-ledger.ts';
import type { FloatsAs, RowKey } from './row-text.ts';

/** The files of a table in one format. */
export interface TableStore {
  /** The file that rows are added to. */
  readonly journal: string;
  /** How arrays of floats stand in it. */
  readonly floats: FloatsAs;
  /** The keys of all rows in their order, of replaced ones too. */
  keys(): AsyncIterable<RowKey>;
  /** Makes of what was added, and of what was there, the table's file. */
  finish(ledger: RowLedger): Promise<void>;
  /** The failed rows of a finished table: input and error at least. */
  failed(): AsyncIterable<TableRow>;
}
