import type { EmbeddingChunk } from '@exifclip/search';

/** Numbers that look random and are the same everywhere. */
export function wave(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * (i + 7) * 0.37 + seed * 11.3));
}

/** So many embeddings, called `r0`, `r1`, …, in some places without a direction. */
export function waveChunk(count: number, dim: number, seed = 0): EmbeddingChunk {
  return {
    ids: Array.from({ length: count }, (_, i) => `r${i}`),
    embeddings: wave(count * dim, seed),
  };
}

/** The same in parts. */
export function* cutChunk(
  { ids, embeddings }: EmbeddingChunk,
  rows: number,
): Generator<EmbeddingChunk> {
  const dim = embeddings.length / ids.length;
  for (let from = 0; from < ids.length; from += rows) {
    const to = Math.min(from + rows, ids.length);
    yield { ids: ids.slice(from, to), embeddings: embeddings.slice(from * dim, to * dim) };
  }
}
