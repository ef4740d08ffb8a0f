/** Embeddings, a row each. */
export interface EmbeddingRows {
  /** Row-major. */
  readonly data: Float32Array;
  /** [n, dim] */
  readonly shape: readonly number[];
}
