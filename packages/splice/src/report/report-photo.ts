import { encodeJpeg, orientImage, type RasterImage, shrinkToFit } from '@exifclip/image';

/** Options of {@link reportPhoto}. */
export interface ReportPhotoOptions {
  /** Longest side in pixels. @defaultValue 1600 */
  longestSide?: number | undefined;
  /** EXIF's orientation, 1…8: the photo is turned upright by it. @defaultValue 1 */
  orientation?: number | undefined;
}

/** A page of a few megabytes can still be sent by mail. */
const MOST_BYTES = 1_100_000;

/**
 * The photo as a report shows it: upright, small, and without any metadata.
 *
 * @returns a JPEG file of at most about a megabyte
 * @throws RangeError for a wrong size or orientation
 */
export async function reportPhoto(
  image: RasterImage,
  { longestSide = 1600, orientation = 1 }: ReportPhotoOptions = {},
): Promise<Uint8Array> {
  const small = orientImage(shrinkToFit(image, longestSide), orientation);
  for (const quality of [85, 70, 50]) {
    const jpeg = await encodeJpeg(small, { quality });
    if (jpeg.length <= MOST_BYTES) return jpeg;
  }
  return encodeJpeg(small, { quality: 25 });
}
