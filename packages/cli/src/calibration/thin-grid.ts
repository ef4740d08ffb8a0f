import type { DenseArray } from '@exifclip/image';
import type { GridFindings } from './grid-findings.ts';

/** Every `step`th row and column of a grid, as if it had been laid with so much greater a stride. */
export function thinGrid({ embeddings, traces, grid }: GridFindings, step: number): GridFindings {
  const keep = (_: number, i: number) => i % step === 0;
  return {
    embeddings: thinRows(embeddings, step),
    traces: thinRows(traces, step),
    grid: {
      ...grid,
      rowOffsets: grid.rowOffsets.filter(keep),
      colOffsets: grid.colOffsets.filter(keep),
    },
  };
}

function thinRows(
  { data: all, shape }: DenseArray<Float32Array>,
  step: number,
): DenseArray<Float32Array> {
  const [rows, cols, dim] = shape as [number, number, number];
  const [keptRows, keptCols] = [Math.ceil(rows / step), Math.ceil(cols / step)];
  const data = new Float32Array(keptRows * keptCols * dim);
  for (let row = 0, to = 0; row < keptRows; row++) {
    for (let col = 0; col < keptCols; col++, to += dim) {
      const from = (row * step * cols + col * step) * dim;
      data.set(all.subarray(from, from + dim), to);
    }
  }
  return { data, shape: [keptRows, keptCols, dim] };
}
