/** Frozen features, a row an example. */
export interface FeatureRows {
  /** Row-major. */
  readonly data: Float32Array;
  /** [examples, dim] */
  readonly shape: readonly number[];
}
