import type { EmbeddingChunk } from './embedding-chunk.ts';

/** @throws RangeError unless the rows are as many as the ids, of `dim` numbers each */
export function checkChunk({ ids, embeddings }: EmbeddingChunk, dim: number): void {
  if (embeddings.length === ids.length * dim) return;
  throw new RangeError(
    `expected ${ids.length} embeddings of ${dim} numbers, as many as ids, got ${embeddings.length} numbers`,
  );
}
