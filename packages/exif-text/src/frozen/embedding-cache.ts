/** Where a frozen encoder keeps what it has computed. */
export interface EmbeddingCache {
  /** @returns for each key its embedding, or undefined where there is none */
  get(keys: readonly string[]): Promise<(Float32Array | undefined)[]>;
  /** @param embeddings by key: 64 hexadecimal digits */
  set(embeddings: ReadonlyMap<string, Float32Array>): Promise<void>;
}
