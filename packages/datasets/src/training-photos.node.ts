import { tagsFromExiftool } from '@exifclip/exif-text';
import type { TrainingPhoto } from './batch/training-photo.ts';
import type { PhotoEntry } from './manifest/photo-entry.ts';
import { type PhotoCropCache, photoCropCache } from './photo-crop-cache.node.ts';

export interface TrainingPhotosOptions {
  /** Which photos. @defaultValue 'train' */
  split?: 'train' | 'val';
  /** Keeps decoded crops. @defaultValue a `photoCropCache` of its own */
  cache?: PhotoCropCache;
}

/** The photos of one split, ready for `trainingBatch`; their crops are decoded when asked for. */
export function trainingPhotos(
  entries: readonly PhotoEntry[],
  { split = 'train', cache = photoCropCache() }: TrainingPhotosOptions = {},
): readonly TrainingPhoto[] {
  return entries
    .filter((entry) => entry.split === split)
    .map(({ id, source, exif, colourChart, lowTexture, crops }) => ({
      id,
      group: source,
      tags: tagsFromExiftool(exif),
      colourChart,
      lowTexture,
      crops: () => Promise.all(crops.map((crop) => cache.get(crop.path))),
    }));
}
