import type { RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import type { Point } from '../splice/polygon.ts';
import { patchTexture } from './patch-texture.ts';

/** Places looked at. */
const TRIES = 4;
/** Mean slope in grey levels below which a patch is called flat. */
const FLAT = 1.5;

/**
 * The centre of a region to cut a patch from: of four random places half of the time the most
 * textured, otherwise the first that is neither flat nor saturated.
 *
 * @param region - size of the region in pixels; it lies inside the image where it fits
 * @param look - side of the square around the centre that is looked at, in pixels
 */
export function choosePlace(
  image: RasterImage,
  region: { width: number; height: number },
  look: number,
  random: Random,
): Point {
  const places = Array.from({ length: TRIES }, () => {
    const x = region.width / 2 + random.integer(Math.max(1, image.width - region.width + 1));
    const y = region.height / 2 + random.integer(Math.max(1, image.height - region.height + 1));
    return { x, y, texture: patchTexture(image, { x, y }, look) };
  });
  const best = places.reduce((a, b) => (b.texture > a.texture ? b : a));
  if (random.chance(0.5)) return best;
  return places.find((place) => place.texture > FLAT) ?? best;
}
