import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';

/** Multiplies the distance of every pixel from the grey of its luma (Rec. 601) by `gain`. */
export function saturateImage(image: RasterImage, gain: number): RasterImage {
  const { data, width, height } = image;
  const result = blankImage(width, height);
  const out = clampedBytes(result.data);
  for (let i = 0; i < out.length; i += 3) {
    const luma = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
    for (let c = i; c < i + 3; c += 1) out[c] = luma + gain * (data[c]! - luma);
  }
  return result;
}
