import type { RasterImage } from '@exifclip/image';
import type { Point } from '../splice/polygon.ts';

/** Share of black or burnt-out pixels above which a patch tells nothing. */
const MOST_SATURATED = 0.3;

/**
 * How much there is to see around a place: the mean slope of green across and down in grey levels,
 * 0 where too many pixels are saturated.
 *
 * @param centre - in pixels of the image
 * @param size - side of the square that is looked at, in pixels; it is sampled in steps
 */
export function patchTexture(image: RasterImage, centre: Point, size: number): number {
  const { data, width, height } = image;
  const step = Math.max(2, Math.floor(size / 32));
  const left = Math.max(1, Math.round(centre.x - size / 2));
  const top = Math.max(1, Math.round(centre.y - size / 2));
  const right = Math.min(width - 1, left + size);
  const bottom = Math.min(height - 1, top + size);
  let slope = 0;
  let saturated = 0;
  let count = 0;
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const at = (y * width + x) * 3 + 1;
      const level = data[at]!;
      if (level < 4 || level > 251) saturated += 1;
      slope += Math.abs(data[at + 3]! - data[at - 3]!);
      slope += Math.abs(data[at + width * 3]! - data[at - width * 3]!);
      count += 1;
    }
  }
  return count === 0 || saturated > MOST_SATURATED * count ? 0 : slope / (4 * count);
}
