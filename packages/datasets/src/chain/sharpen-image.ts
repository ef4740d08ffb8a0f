import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';

/**
 * Adds `amount` times what each pixel has over the mean of its eight neighbours; at amount 1 the
 * common 3×3 sharpening kernel. The outermost pixels stay as they are.
 */
export function sharpenImage(image: RasterImage, amount: number): RasterImage {
  const { data, width, height } = image;
  const result = blankImage(width, height);
  result.data.set(data);
  const out = clampedBytes(result.data);
  const stride = width * 3;
  for (let y = 1; y < height - 1; y += 1) {
    for (let i = y * stride + 3, end = (y + 1) * stride - 3; i < end; i += 1) {
      const up = i - stride;
      const down = i + stride;
      const neighbours =
        data[up - 3]! +
        data[up]! +
        data[up + 3]! +
        data[i - 3]! +
        data[i + 3]! +
        data[down - 3]! +
        data[down]! +
        data[down + 3]!;
      out[i] = data[i]! + amount * (data[i]! - neighbours / 8);
    }
  }
  return result;
}
