import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';

/** Embeddings and the grid they belong to. */
export interface GridEmbeddings {
  /** `[rows, cols, dim]` */
  embeddings: DenseArray<Float32Array>;
  grid: PatchGrid;
}

/** Every `step`th row and column of a grid, as if it had been laid with so much greater a stride. */
export function thinGrid({ embeddings, grid }: GridEmbeddings, step: number): GridEmbeddings {
  const [, cols, dim] = embeddings.shape as [number, number, number];
  const keep = (_: number, i: number) => i % step === 0;
  const rowOffsets = grid.rowOffsets.filter(keep);
  const colOffsets = grid.colOffsets.filter(keep);
  const data = new Float32Array(rowOffsets.length * colOffsets.length * dim);
  for (let row = 0, to = 0; row < rowOffsets.length; row++) {
    for (let col = 0; col < colOffsets.length; col++, to += dim) {
      const from = (row * step * cols + col * step) * dim;
      data.set(embeddings.data.subarray(from, from + dim), to);
    }
  }
  return {
    embeddings: { data, shape: [rowOffsets.length, colOffsets.length, dim] },
    grid: { ...grid, rowOffsets, colOffsets },
  };
}
