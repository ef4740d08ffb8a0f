import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';

/** Below this standard deviation of green, in grey levels, a patch holds no more than rounding. */
const leastDeviation = 1;
/** Levels this near to black or white may have been cut off. */
const clippedMargin = 2;

/**
 * The share of a grid's patches that cannot carry traces: flat ones (standard deviation of green
 * below 1 grey level) and those more than half of whose pixels are clipped (green at most 2 or at
 * least 253).
 *
 * @returns 0…1
 */
export function flatShare(image: RasterImage, grid: PatchGrid): number {
  const { rowOffsets, colOffsets, patchSize } = grid;
  let flat = 0;
  for (const top of rowOffsets) {
    for (const left of colOffsets) if (isFlat(image, top, left, patchSize)) flat++;
  }
  return flat / (rowOffsets.length * colOffsets.length);
}

function isFlat({ data, width }: RasterImage, top: number, left: number, side: number): boolean {
  let sum = 0;
  let squares = 0;
  let clipped = 0;
  let count = 0;
  // Every other pixel of every other row tells as much.
  for (let y = top; y < top + side; y += 2) {
    const row = y * width;
    for (let x = left; x < left + side; x += 2, count++) {
      const level = data[(row + x) * 3 + 1]!;
      sum += level;
      squares += level * level;
      if (level <= clippedMargin || level >= 255 - clippedMargin) clipped++;
    }
  }
  const variance = squares / count - (sum / count) ** 2;
  return clipped * 2 > count || variance < leastDeviation ** 2;
}
