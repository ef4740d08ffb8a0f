/** Some embeddings and what they belong to. */
export interface EmbeddingChunk {
  /** What each is found as; several may share one, as the patches of a photo do. */
  readonly ids: readonly string[];
  /** Row-major, `[ids, dim]`, of any length: only directions are compared. */
  readonly embeddings: Float32Array;
}
