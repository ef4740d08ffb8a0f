import type { RasterImage } from '@exifclip/image';
import { patchLuminance } from '../patches/patch-luminance.ts';

/** Added before logarithms are taken, in grey levels: flat patches have one too. */
const FLOOR = 1 / 64;

/**
 * Says of a patch what its content is, as far as that moves compression: base-2 logarithms of the
 * mean absolute second difference, of the mean absolute gradient and of the standard deviation, and
 * the mean, of its luminance.
 *
 * @param size - side of the patches in pixels, at least 3
 * @returns of the patch whose first pixel is (left, top), four numbers
 */
export function patchTexture(
  image: RasterImage,
  size: number,
): (left: number, top: number) => readonly [number, number, number, number] {
  const luminance = new Float32Array(size * size);
  return (left, top) => {
    patchLuminance(image, left, top, size, luminance);
    const { mean, deviation } = momentsOf(luminance);
    const { second, gradient } = differencesOf(luminance, size);
    return [
      Math.log2(second + FLOOR),
      Math.log2(gradient + FLOOR),
      Math.log2(deviation + FLOOR),
      mean,
    ];
  };
}

function momentsOf(values: Float32Array): { mean: number; deviation: number } {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) };
}

/** Of the pixels that have neighbours on all sides. */
function differencesOf(values: Float32Array, size: number): { second: number; gradient: number } {
  let [second, gradient] = [0, 0];
  for (let y = 1; y + 1 < size; y++) {
    for (let i = y * size + 1, end = (y + 1) * size - 1; i < end; i++) {
      const [left, right] = [values[i - 1]!, values[i + 1]!];
      const [above, below] = [values[i - size]!, values[i + size]!];
      second += Math.abs(4 * values[i]! - left - right - above - below);
      gradient += Math.abs(right - left) + Math.abs(below - above);
    }
  }
  const count = (size - 2) ** 2;
  return { second: second / count, gradient: gradient / count };
}
