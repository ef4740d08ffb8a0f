import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';

/** The image with every sample replaced by `curve(level)`, rounded and clamped to 0…255. */
export function mapLevels(image: RasterImage, curve: (level: number) => number): RasterImage {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, level) => curve(level));
  const result = blankImage(image.width, image.height);
  for (let i = 0; i < result.data.length; i += 1) result.data[i] = table[image.data[i]!]!;
  return result;
}
