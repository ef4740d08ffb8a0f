import type { DenseArray } from '@exifclip/exif-text';
import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import { meanEmbedding } from './mean-embedding.ts';

/** An image as `encodeGrid` takes it: pixels as they are stored. */
export type PatchedImage = Parameters<typeof encodeGrid>[1];

export interface EmbedImageOptions {
  /** Patches to look at, spread evenly. @defaultValue 256 */
  maxPatches?: number;
  /** Stops between two batches of patches. */
  signal?: AbortSignal | undefined;
  /** Told after every batch how many patches are done. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * One embedding for a whole image, in the space of sentences.
 *
 * @returns `[1, dim]`, unit length
 * @throws ImageTooSmallError when not one patch fits; RangeError when `maxPatches` is not a
 * positive integer
 */
export async function embedImage(
  encoder: PatchEncoder,
  image: PatchedImage,
  { maxPatches = 256, signal, onProgress }: EmbedImageOptions = {},
): Promise<DenseArray> {
  const { patchSize, dim } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const embeddings = await encodeGrid(encoder, image, grid, { signal, onProgress });
  return { data: meanEmbedding(embeddings), shape: [1, dim] };
}
