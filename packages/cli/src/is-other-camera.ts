import type { PhotoEntry } from '@exifclip/datasets';

/** Whether a photo comes from another camera and another source, fit to be pasted from. */
export function isOtherCamera(photo: PhotoEntry, other: PhotoEntry): boolean {
  if (other.source === photo.source) return false;
  return other.make !== photo.make || other.model !== photo.model;
}
