import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { gaussianBlur } from '../gaussian-blur.ts';

/**
 * A Gaussian blur of `sigma` pixels.
 *
 * @throws RangeError unless `sigma` is finite and at least 0
 */
export function blurImage(image: RasterImage, sigma: number): RasterImage {
  const result = blankImage(image.width, image.height);
  const blurred = gaussianBlur(new Float32Array(image.data), image, sigma);
  const out = clampedBytes(result.data);
  for (let i = 0; i < out.length; i += 1) out[i] = blurred[i]!;
  return result;
}
