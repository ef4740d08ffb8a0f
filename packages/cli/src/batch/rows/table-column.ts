/** A column of a result table. */
export interface TableColumn {
  name: string;
  /** Lists are those of Parquet; a `map` is from text to text. */
  type: 'text' | 'integer' | 'number' | 'texts' | 'integers' | 'floats' | 'map';
}
