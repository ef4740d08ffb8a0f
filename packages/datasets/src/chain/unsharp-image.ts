import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { gaussianBlur } from '../gaussian-blur.ts';

/**
 * Unsharp masking: adds `amount` times the difference from a Gaussian blur.
 *
 * @param radius - sigma of the blur in pixels
 * @throws RangeError unless `radius` is finite and at least 0
 */
export function unsharpImage(image: RasterImage, radius: number, amount: number): RasterImage {
  const blurred = gaussianBlur(new Float32Array(image.data), image, radius);
  const result = blankImage(image.width, image.height);
  const out = clampedBytes(result.data);
  for (let i = 0; i < out.length; i += 1) {
    const value = image.data[i]!;
    out[i] = value + amount * (value - blurred[i]!);
  }
  return result;
}
