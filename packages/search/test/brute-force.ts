import type { EmbeddingChunk, SearchHit } from '@exifclip/search';

/** The nearest by the definition: all cosines in double precision, sorted; NaN is no cosine. */
export function bruteForce(
  query: Float32Array,
  { ids, embeddings }: EmbeddingChunk,
  k: number,
): SearchHit[] {
  const dim = query.length;
  return ids
    .map((id, row) => ({
      id,
      cosine: cosine(query, embeddings.slice(row * dim, (row + 1) * dim)),
    }))
    .filter((hit) => Number.isFinite(hit.cosine))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, k);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
