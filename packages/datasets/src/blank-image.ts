import type { RasterImage } from '@exifclip/image';

/**
 * A black image to be filled in.
 *
 * @throws RangeError unless both sides are whole numbers of at least 1
 */
export function blankImage(width: number, height: number): RasterImage {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new RangeError(`expected an image of at least 1×1 whole pixels, got ${width}×${height}`);
  }
  return { data: new Uint8Array(width * height * 3), width, height, channels: 3 };
}
