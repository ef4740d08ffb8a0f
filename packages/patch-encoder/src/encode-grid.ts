import type { DenseArray, RasterImage } from '@exifclip/image';
import { colorNegative } from './color-negative.ts';
import { extractPatches } from './extract-patches.ts';
import type { PatchEncoder } from './patch-encoder.ts';
import type { PatchGrid } from './patch-grid.ts';

export interface EncodeGridOptions {
  /**
   * Patches a call of the encoder.
   * @defaultValue 64
   */
  batchSize?: number | undefined;
  /** Feeds the colour negative, to reproduce published figures. @defaultValue false */
  negative?: boolean | undefined;
  /** Stops the work between batches; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called after every batch with the number of patches encoded so far, and of all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Encodes all patches of an image's grid, batch by batch.
 *
 * @returns `[rows, cols, dim]`, every embedding of unit length as the encoder returns it
 * @throws RangeError when the encoder takes patches of another size than the grid's, the grid is
 * not that of the image, or `batchSize` is not a positive integer; TypeError when the encoder
 * returns an array of the wrong shape
 */
export async function encodeGrid(
  encoder: PatchEncoder,
  image: RasterImage,
  grid: PatchGrid,
  options: EncodeGridOptions = {},
): Promise<DenseArray<Float32Array>> {
  const { batchSize = 64, negative = false, signal, onProgress } = options;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`expected batchSize to be a positive integer, got ${batchSize}`);
  }
  if (encoder.patchSize !== grid.patchSize) {
    throw new RangeError(
      `expected a grid of ${encoder.patchSize}-pixel patches for encoder ${encoder.id}, got ${grid.patchSize}`,
    );
  }
  const { dim } = encoder;
  const [rows, cols] = [grid.rowOffsets.length, grid.colOffsets.length];
  const total = rows * cols;
  const embeddings = new Float32Array(total * dim);
  for (let from = 0; from < total; from += batchSize) {
    signal?.throwIfAborted();
    const to = Math.min(from + batchSize, total);
    const patches = extractPatches(image, grid, from, to);
    const levels = negative ? { ...patches, data: colorNegative(patches.data) } : patches;
    const batch = await encoder.encode(levels, { signal });
    assertBatch(batch, to - from, encoder);
    embeddings.set(batch.data, from * dim);
    onProgress?.(to, total);
  }
  signal?.throwIfAborted();
  return { data: embeddings, shape: [rows, cols, dim] };
}

function assertBatch(batch: DenseArray<Float32Array>, count: number, encoder: PatchEncoder): void {
  const { data, shape } = batch;
  const isRight = shape.length === 2 && shape[0] === count && shape[1] === encoder.dim;
  if (isRight && data.length === count * encoder.dim) return;
  throw new TypeError(
    `expected encoder ${encoder.id} to return shape [${count}, ${encoder.dim}], got [${shape.join(', ')}] with ${data.length} elements`,
  );
}
