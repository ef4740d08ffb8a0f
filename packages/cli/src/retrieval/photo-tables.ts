import { readFile } from 'node:fs/promises';
import type { PhotoEntry } from '@exifclip/datasets';
import { tagsFromExiftool } from '@exifclip/exif-text';
import { type DenseArray, decodeImage } from '@exifclip/image';
import { embedImage, ifdSentence, meanEmbedding, type PixelReader } from '@exifclip/models';

/** Photos and their sentences as a model sees them, row by row. */
export interface PhotoTables {
  entries: readonly PhotoEntry[];
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
  signal?: AbortSignal;
}

/** Embeds all photos that have camera tags; the others are left out. */
export async function photoTables(
  entries: readonly PhotoEntry[],
  { encoder, textEncoder, sentence }: PixelReader,
  { patchesPerCrop, onProgress, signal }: PhotoTablesOptions,
): Promise<PhotoTables> {
  const told = entries
    .map((entry) => ({ entry, text: ifdSentence(tagsFromExiftool(entry.exif), sentence) }))
    .filter(({ text }) => text !== '');
  const { dim } = encoder;
  const photos = new Float32Array(told.length * dim);
  for (const [i, { entry }] of told.entries()) {
    const crops = new Float32Array(entry.crops.length * dim);
    for (const [k, { path }] of entry.crops.entries()) {
      const image = await decodeImage(await readFile(path), { name: path });
      const { data } = await embedImage(encoder, image, { maxPatches: patchesPerCrop, signal });
      crops.set(data, k * dim);
    }
    photos.set(meanEmbedding({ data: crops, shape: [entry.crops.length, dim] }), i * dim);
    onProgress?.(i + 1, told.length);
  }
  const texts = told.map(({ text }) => text);
  return {
    entries: told.map(({ entry }) => entry),
    texts,
    photos: { data: photos, shape: [told.length, dim] },
    sentences: await textEncoder.encode(texts, { signal }),
  };
}
