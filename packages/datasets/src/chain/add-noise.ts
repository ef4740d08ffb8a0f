import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import type { Random } from '../random/random.ts';

/** Adds independent normal noise of `sigma` grey levels to every sample. */
export function addNoise(image: RasterImage, sigma: number, random: Random): RasterImage {
  const result = blankImage(image.width, image.height);
  const out = clampedBytes(result.data);
  for (let i = 0; i < out.length; i += 1) out[i] = image.data[i]! + sigma * random.normal();
  return result;
}
