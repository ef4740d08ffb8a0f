import type { TrainingPhoto } from '@exifclip/datasets';
import type { DenseArray } from '@exifclip/image';
import { embedImage, ifdSentence, meanEmbedding, type PixelReader } from '@exifclip/models';

/** Photos and their sentences as a model sees them, row by row. */
export interface PhotoTables {
  rows: readonly TrainingPhoto[];
  /** What the EXIF of each says. */
  texts: readonly string[];
  /** Mean embeddings, `[n, dim]`. */
  photos: DenseArray;
  /** Embeddings of the sentences, `[n, dim]`. */
  sentences: DenseArray;
}

export interface PhotoTablesOptions {
  /** Patches of each crop of a photo. */
  patchesPerCrop: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

/** Embeds all photos that have camera tags; the others are left out. */
export async function photoTables(
  photos: readonly TrainingPhoto[],
  { encoder, textEncoder, sentence }: PixelReader,
  { patchesPerCrop, onProgress, signal }: PhotoTablesOptions,
): Promise<PhotoTables> {
  const told = photos
    .map((photo) => ({ photo, text: ifdSentence(photo.tags, sentence) }))
    .filter(({ text }) => text !== '');
  const { dim } = encoder;
  const means = new Float32Array(told.length * dim);
  for (const [i, { photo }] of told.entries()) {
    const images = await photo.crops();
    const crops = new Float32Array(images.length * dim);
    for (const [k, image] of images.entries()) {
      const { data } = await embedImage(encoder, image, { maxPatches: patchesPerCrop, signal });
      crops.set(data, k * dim);
    }
    means.set(meanEmbedding({ data: crops, shape: [images.length, dim] }), i * dim);
    onProgress?.(i + 1, told.length);
  }
  const texts = told.map(({ text }) => text);
  return {
    rows: told.map(({ photo }) => photo),
    texts,
    photos: { data: means, shape: [told.length, dim] },
    sentences: await textEncoder.encode(texts, { signal }),
  };
}
