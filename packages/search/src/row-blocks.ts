import type { EmbeddingChunk } from './embedding-chunk.ts';
import { rowNorms } from './row-norms.ts';

/** Rows of a block: few blocks for millions of rows, and no array that grows by copying itself. */
const blockRows = 16_384;

/** Rows with their lengths; 0 for those without a direction. */
export interface NormedChunk extends EmbeddingChunk {
  readonly norms: Float64Array;
}

/** A table that grows. */
export interface RowBlocks {
  /** All rows. */
  readonly count: number;
  /** Those with a direction. */
  readonly sound: number;
  /** Copies rows, `[ids, dim]`. */
  add(chunk: EmbeddingChunk): void;
  /** Views of what there is, in the order in which it was added. */
  blocks(): Iterable<NormedChunk>;
}

interface Block {
  ids: string[];
  embeddings: Float32Array;
  norms: Float64Array;
}

export function rowBlocks(dim: number): RowBlocks {
  const blocks: Block[] = [];
  let [count, sound] = [0, 0];
  const openBlock = (): Block => {
    const last = blocks.at(-1);
    if (last !== undefined && last.ids.length < blockRows) return last;
    const embeddings = new Float32Array(blockRows * dim);
    const block = { ids: [], embeddings, norms: new Float64Array(blockRows) };
    blocks.push(block);
    return block;
  };
  return {
    get count() {
      return count;
    },
    get sound() {
      return sound;
    },
    add({ ids, embeddings }) {
      for (let from = 0; from < ids.length; ) {
        const block = openBlock();
        const filled = block.ids.length;
        const to = Math.min(ids.length, from + blockRows - filled);
        const rows = embeddings.subarray(from * dim, to * dim);
        const norms = rowNorms(rows, dim);
        block.embeddings.set(rows, filled * dim);
        block.norms.set(norms, filled);
        for (let i = from; i < to; i++) block.ids.push(ids[i]!);
        for (const norm of norms) sound += norm > 0 ? 1 : 0;
        count += to - from;
        from = to;
      }
    },
    *blocks() {
      for (const { ids, embeddings, norms } of [...blocks]) {
        const filled = ids.length;
        yield {
          ids,
          embeddings: embeddings.subarray(0, filled * dim),
          norms: norms.subarray(0, filled),
        };
      }
    },
  };
}
