import type { EmbeddingChunk } from './embedding-chunk.ts';
import { nextTask } from './next-task.ts';
import { rowCosines } from './row-cosines.ts';
import type { TopHits } from './top-hits.ts';

/** Rows of a block: of 128 numbers each they stay in a core's cache for all queries. */
const blockRows = 1024;
/** For how long other tasks have to wait, roughly. */
const longestMilliseconds = 50;

/** A query and the best of what it was compared with so far. */
export interface OpenQuery {
  /** `[dim]`, of length 1. */
  readonly unit: Float64Array;
  readonly top: TopHits;
}

/** Compares queries with the rows of chunks; remembers when other tasks last had their turn. */
export function chunkComparer(
  queries: readonly OpenQuery[],
  signal?: AbortSignal,
): (chunk: EmbeddingChunk, norms: Float64Array) => Promise<void> {
  const buffer = new Float32Array(blockRows);
  let rested = performance.now();
  return async ({ ids, embeddings }, norms) => {
    for (let from = 0; from < norms.length; from += blockRows) {
      const to = Math.min(from + blockRows, norms.length);
      const cosines = buffer.subarray(0, to - from);
      for (const { unit, top } of queries) {
        const rows = embeddings.subarray(from * unit.length, to * unit.length);
        rowCosines(unit, rows, norms.subarray(from, to), cosines);
        top.offer(cosines, ids, from);
        if (performance.now() - rested < longestMilliseconds) continue;
        await nextTask();
        signal?.throwIfAborted();
        rested = performance.now();
      }
    }
  };
}
