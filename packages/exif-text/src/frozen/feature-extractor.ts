/** Sentences to embeddings, by a model as it is. */
export interface FeatureExtractor {
  /** @returns the embeddings, row after row, each of unit length */
  extract(sentences: readonly string[]): Promise<Float32Array>;
  /** Frees the model. */
  dispose(): Promise<void>;
}
