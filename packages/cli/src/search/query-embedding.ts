import { cropImage, decodeImage } from '@exifclip/image';
import { type Model, meanEmbedding } from '@exifclip/models';
import { encodeGrid, gridForBudget, patchGrid } from '@exifclip/patch-encoder';
import { readInput } from '../read-input.ts';

/** What is asked for: a sentence, a photo, or a patch of one. */
export type SearchQuery =
  | { kind: 'text'; sentence: string }
  | { kind: 'photo'; file: string }
  | { kind: 'patch'; file: string; x: number; y: number };

export interface QueryEmbeddingOptions {
  /** How the photos of the table were embedded. */
  maxPatches: number;
  negative: boolean;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
  signal: AbortSignal;
}

/**
 * The embedding of a query, as those that it is compared with were made.
 *
 * @returns `[dim]`
 * @throws RangeError for a patch that lies outside of its photo, or a model without sentences
 */
export async function queryEmbedding(
  model: Model,
  query: SearchQuery,
  options: QueryEmbeddingOptions,
): Promise<Float32Array> {
  const session = { threads: options.threads, onFallback: console.error };
  if (query.kind === 'text') {
    const encoder = await model.textEncoder(session);
    try {
      return Float32Array.from((await encoder.encode([query.sentence])).data);
    } finally {
      await encoder.dispose();
    }
  }
  const encoder = await model.patchEncoder(session);
  try {
    return await imageEmbedding(encoder, query, options);
  } finally {
    await encoder.dispose();
  }
}

async function imageEmbedding(
  encoder: Awaited<ReturnType<Model['patchEncoder']>>,
  query: Exclude<SearchQuery, { kind: 'text' }>,
  { maxPatches, negative, signal }: QueryEmbeddingOptions,
): Promise<Float32Array> {
  const { file } = query;
  const image = await decodeImage(await readInput(file), { name: file });
  const { patchSize: side } = encoder;
  const { width, height } = image;
  if (query.kind === 'photo') {
    const grid = gridForBudget(width, height, { patchSize: side, maxPatches });
    return meanEmbedding(await encodeGrid(encoder, image, grid, { negative, signal }));
  }
  const { x, y } = query;
  if (x + side > width || y + side > height) {
    throw new RangeError(
      `expected a patch of ${side}×${side} pixels inside of ${file} (${width}×${height}), got one at ${x},${y}`,
    );
  }
  const patch = cropImage(image, { x, y, width: side, height: side });
  const grid = patchGrid(side, side, { patchSize: side, stride: side });
  return Float32Array.from((await encodeGrid(encoder, patch, grid, { negative, signal })).data);
}
