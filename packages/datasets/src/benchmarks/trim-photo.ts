import { cropImage, type RasterImage } from '@exifclip/image';

/** Pixels that a photo loses at the right and below: the room that a donor is displaced in. */
export const TRIMMED = 64;

/**
 * A photo without its last 64 columns and rows.
 *
 * @throws RangeError when nothing would be left
 */
export function trimPhoto(photo: RasterImage): RasterImage {
  const { width, height } = photo;
  if (width <= TRIMMED || height <= TRIMMED) {
    throw new RangeError(`expected a photo larger than ${TRIMMED} pixels, got ${width}×${height}`);
  }
  return cropImage(photo, { x: 0, y: 0, width: width - TRIMMED, height: height - TRIMMED });
}
