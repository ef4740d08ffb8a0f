import type { TrainingPhoto } from '@exifclip/datasets';
import { openPhotoStore, type PhotoStore, photoCropCache } from '@exifclip/datasets/node';

/** The photos of one split; their crops are decoded when asked for. */
export function openPhotos(
  photos: PhotoStore,
  split: 'train' | 'val',
): Promise<readonly TrainingPhoto[]> {
  // What reads these goes from photo to photo, so that little need be kept.
  return openPhotoStore(photos, { split, cache: photoCropCache({ maxBytes: 2 ** 28 }) });
}
