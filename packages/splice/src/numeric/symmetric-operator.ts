/** A symmetric matrix known by what it does to a vector. */
export interface SymmetricOperator {
  /** Rows, which is columns. */
  readonly size: number;
  /** Writes the matrix times `input` into `output`. */
  apply(input: Float64Array, output: Float64Array): void;
}
