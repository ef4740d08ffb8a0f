import type { RasterImage } from '@exifclip/image';

/**
 * The luminance of a square of an image (BT.601, as JPEG has it).
 *
 * @param out - `size * size` values of 0…255, written row by row
 */
export function patchLuminance(
  image: RasterImage,
  left: number,
  top: number,
  size: number,
  out: Float32Array,
): void {
  const { data, width } = image;
  for (let y = 0, to = 0; y < size; y++) {
    for (let x = 0, i = ((top + y) * width + left) * 3; x < size; x++, i += 3) {
      out[to++] = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
    }
  }
}
