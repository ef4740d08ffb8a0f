import { cropImage, type RasterImage } from '@exifclip/image';

/**
 * The middle of an image, at offsets that are multiples of 8: every view sees the JPEG grid in the
 * phase that the image has it.
 *
 * @throws RangeError when the image is smaller than the view
 */
export function centralView(image: RasterImage, side: number): RasterImage {
  const { width, height } = image;
  if (Math.min(width, height) < side) {
    throw new RangeError(`expected an image of ${side}×${side} or more, got ${width}×${height}`);
  }
  const x = 8 * Math.floor((width - side) / 16);
  const y = 8 * Math.floor((height - side) / 16);
  return cropImage(image, { x, y, width: side, height: side });
}
