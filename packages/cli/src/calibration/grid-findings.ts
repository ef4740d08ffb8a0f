import type { DenseArray, RasterImage } from '@exifclip/image';
import {
  encodeGrid,
  gridForBudget,
  type PatchEncoder,
  type PatchGrid,
} from '@exifclip/patch-encoder';
import { compressionTraces } from '@exifclip/splice';

/** What is known of the patches of a grid, and the grid. */
export interface GridFindings {
  /** `[rows, cols, dim]` */
  embeddings: DenseArray<Float32Array>;
  /** Of compression, `[rows, cols, n]`. */
  traces: DenseArray<Float32Array>;
  grid: PatchGrid;
}

/** Lays a grid of at most so many patches on an image, and finds out what methods take of them. */
export async function gridFindings(
  image: RasterImage,
  options: { encoder: PatchEncoder; maxPatches: number; signal: AbortSignal | undefined },
): Promise<GridFindings> {
  const { encoder, maxPatches, signal } = options;
  const { patchSize } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const embeddings = await encodeGrid(encoder, image, grid, { signal });
  return { embeddings, traces: compressionTraces(image, grid), grid };
}
