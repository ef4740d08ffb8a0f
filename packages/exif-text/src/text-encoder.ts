import type { DenseArray } from './dense-array.ts';

/** Turns sentences into embeddings; what it runs on is its own affair. */
export interface TextEncoder {
  /** Length of an embedding. */
  readonly dim: number;
  /** @returns `[n, dim]`, every row of unit length */
  encode(sentences: readonly string[], options?: EncodeSentencesOptions): Promise<DenseArray>;
}

export interface EncodeSentencesOptions {
  /** Stops the work; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told after each batch how many of the different sentences are done. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}
