import { assertRasterImage, type DenseArray, type RasterImage } from '@exifclip/image';

/**
 * Copies a square out of an image that may hang over its edges, where the outermost pixels are
 * repeated.
 *
 * @param top row of the square's first pixel, below 0 where it begins above the image
 * @param left its column
 * @returns `[1, side, side, 3]`
 */
export function extractTile(
  image: RasterImage,
  top: number,
  left: number,
  side: number,
): DenseArray<Uint8Array> {
  assertRasterImage(image);
  const { width, height } = image;
  const data = new Uint8Array(side * side * 3);
  const before = Math.min(side, Math.max(0, -left));
  const inside = Math.max(0, Math.min(side, width - left) - before);
  for (let y = 0; y < side; y++) {
    const row = Math.min(height - 1, Math.max(0, top + y)) * width;
    const from = (row + left + before) * 3;
    const at = y * side * 3;
    data.set(image.data.subarray(from, from + inside * 3), at + before * 3);
    repeat(data, at, before, image.data, row * 3);
    const rest = before + inside;
    repeat(data, at + rest * 3, side - rest, image.data, (row + width - 1) * 3);
  }
  return { data, shape: [1, side, side, 3] };
}

function repeat(
  target: Uint8Array,
  at: number,
  pixels: number,
  source: Uint8Array,
  from: number,
): void {
  const pixel = source.subarray(from, from + 3);
  for (let i = 0; i < pixels; i++) target.set(pixel, at + i * 3);
}
