import type { RasterImage } from '@exifclip/image';
import { cellMeans } from '../src/cells/cell-means.ts';
import { gridSpread } from '../src/cells/grid-spread.ts';
import { localize } from '../src/localize.ts';
import type { RenderedReport } from '../src/report/rendered-report.ts';
import { regularGrid } from './patch-grid.ts';
import { twoCameras } from './two-cameras.ts';

/** The report of an image of 384 by 288 pixels with a paste in it, by made embeddings. */
export function madeReport(): RenderedReport {
  const grid = regularGrid(384, 288, 32, 16);
  const [rows, cols] = [grid.rowOffsets.length, grid.colOffsets.length];
  const { embeddings } = twoCameras({ rows, cols, dim: 12, contrast: 3 });
  return {
    ...localize(embeddings, grid),
    probability: 0.42,
    grid,
    model: 'made',
    evidence: {
      patches: rows * cols,
      flatShare: 0.1,
      blockiness: 1.05,
      resamplingPeak: 3,
      jpegQuality: 92,
    },
    warnings: [],
    cells: () => cellMeans(embeddings, { spread: gridSpread(grid) }),
  };
}

/** A picture of the size of the grid, brighter towards the right. */
export function madeImage({ imageWidth, imageHeight }: RenderedReport['grid']): RasterImage {
  const data = Uint8Array.from(
    { length: imageWidth * imageHeight * 3 },
    (_, i) => 40 + (Math.floor(i / 3) % imageWidth) / 2,
  );
  return { data, width: imageWidth, height: imageHeight, channels: 3 };
}
