import { assertRasterImage } from './assert-raster-image.ts';
import type { RasterImage } from './raster-image.ts';

/** A rectangle of whole pixels. */
export interface CropImageOptions {
  /** Left edge, in pixels from the left of the image. */
  x: number;
  /** Top edge, in pixels from the top of the image. */
  y: number;
  /** Width in pixels. */
  width: number;
  /** Height in pixels. */
  height: number;
}

/**
 * Copies a rectangle out of an image.
 *
 * @returns an image of the rectangle's size
 * @throws RangeError when the rectangle is empty, fractional or not inside the image
 */
export function cropImage(image: RasterImage, rectangle: CropImageOptions): RasterImage {
  assertRasterImage(image);
  const { x, y, width, height } = rectangle;
  const isInside = x >= 0 && y >= 0 && x + width <= image.width && y + height <= image.height;
  if (![x, y, width, height].every(Number.isInteger) || width < 1 || height < 1 || !isInside) {
    throw new RangeError(
      `expected a rectangle of whole pixels inside ${image.width}x${image.height}, got ${width}x${height} at (${x}, ${y})`,
    );
  }
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { data, width, height, channels: 3 };
}
