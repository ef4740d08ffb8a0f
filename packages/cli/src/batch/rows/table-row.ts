/** What a cell of a result table holds; null where a row has none. */
export type TableValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly number[]
  | Float32Array
  | Readonly<Record<string, string>>;

/** One row of a result table: what became of one input. */
export interface TableRow {
  /** The input's path, which is the row's key. */
  input: string;
  /** Of the input's bytes, in hexadecimal; null where they could not be read. */
  sha256: string | null;
  status: 'ok' | 'failed';
  /** Why it failed, in one line; null where it did not. */
  error: string | null;
  [column: string]: TableValue;
}
