import type { RasterImage } from '@exifclip/image';
import { patchTexture } from '../batch/patch-texture.ts';
import type { Random } from '../random/random.ts';

/** A square of an image, its corner on the grid of JPEG blocks. */
export interface CropPlace {
  kind: 'central' | 'textured';
  x: number;
  y: number;
  /** In pixels. */
  side: number;
}

export interface CropPlacesOptions {
  /** Most places. */
  count: number;
  /** Largest side in pixels. */
  side: number;
  /** Smallest side in pixels. */
  leastSide: number;
  /** Draws the places that are looked at. */
  random: Random;
}

/** Chroma at half resolution in blocks of eight: corners at multiples keep the grid in phase. */
const GRID = 16;
/** Places looked at for each textured one, beside the corners. */
const TRIES = 24;
/** Largest share of a square that another may cover. */
const MOST_OVERLAP = 0.5;

/**
 * Squares to cut out of an image: one in the middle, then the most textured of the corners and of
 * some drawn at random, apart from each other where there is room. All corners are multiples of 16, all sides
 * alike; where a further square would be half covered by the others, there are fewer.
 *
 * @returns none where the image is narrower than the smallest side
 */
export function cropPlaces(
  image: RasterImage,
  { count, side: largest, leastSide, random }: CropPlacesOptions,
): readonly CropPlace[] {
  const side = onGrid(Math.min(largest, image.width, image.height));
  if (side < leastSide || side === 0 || count === 0) return [];
  const columns = Math.floor((image.width - side) / GRID) + 1;
  const rows = Math.floor((image.height - side) / GRID) + 1;
  const x = onGrid((image.width - side) / 2);
  const places: CropPlace[] = [{ kind: 'central', x, y: onGrid((image.height - side) / 2), side }];
  while (places.length < count) {
    const drawn = Array.from({ length: TRIES }, () => [
      random.integer(columns),
      random.integer(rows),
    ]);
    // Where there is little room, it is in the corners.
    const corners = [0, columns - 1].flatMap((column) => [0, rows - 1].map((row) => [column, row]));
    const tries = [...drawn, ...corners].map(
      ([column = 0, row = 0]): CropPlace => ({
        kind: 'textured',
        x: column * GRID,
        y: row * GRID,
        side,
      }),
    );
    const place = best(image, tries, places);
    if (overlap(place, places) > MOST_OVERLAP) break;
    places.push(place);
  }
  return places;
}

/** The most textured of those that lie apart; else the one that lies most apart. */
function best(
  image: RasterImage,
  tries: readonly CropPlace[],
  others: readonly CropPlace[],
): CropPlace {
  const apart = tries.filter((place) => overlap(place, others) === 0);
  const quality = (place: CropPlace): number =>
    apart.length > 0 ? texture(image, place) : -overlap(place, others);
  const rated = (apart.length > 0 ? apart : tries).map((place) => ({
    place,
    quality: quality(place),
  }));
  return rated.reduce((a, b) => (b.quality > a.quality ? b : a)).place;
}

function texture(image: RasterImage, { x, y, side }: CropPlace): number {
  return patchTexture(image, { x: x + side / 2, y: y + side / 2 }, side);
}

/** The largest share of the square that another covers. */
function overlap(place: CropPlace, others: readonly CropPlace[]): number {
  const shares = others.map((other) => {
    const across = Math.max(0, place.side - Math.abs(place.x - other.x));
    return (across * Math.max(0, place.side - Math.abs(place.y - other.y))) / place.side ** 2;
  });
  return Math.max(0, ...shares);
}

function onGrid(pixels: number): number {
  return Math.floor(pixels / GRID) * GRID;
}
