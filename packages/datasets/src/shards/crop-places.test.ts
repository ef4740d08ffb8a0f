import { expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { createRandom } from '../random/random.ts';
import { cropPlaces } from './crop-places.ts';

const options = (
  seed: number,
): { count: number; side: number; leastSide: number; random: ReturnType<typeof createRandom> } => ({
  count: 2,
  side: 64,
  leastSide: 32,
  random: createRandom(seed),
});

/** Grey, with noise in one rectangle. */
function noisy(
  width: number,
  height: number,
  from: number,
  to: number,
): ReturnType<typeof blankImage> {
  const image = blankImage(width, height);
  image.data.fill(128);
  const random = createRandom('noise');
  for (let y = 0; y < height; y += 1) {
    for (let x = from; x < to; x += 1) {
      image.data.fill(40 + random.integer(160), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return image;
}

test('the first place is in the middle, the second where there is texture, apart from it, all on the grid of 16', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const [central, textured] = cropPlaces(noisy(500, 300, 0, 120), options(seed));
    expect(central).toEqual({ kind: 'central', x: 208, y: 112, side: 64 });
    expect(textured!.kind).toBe('textured');
    expect(textured!.x).toBeLessThan(120);
    expect([textured!.x % 16, textured!.y % 16]).toEqual([0, 0]);
    const isApart = Math.abs(textured!.x - 208) >= 64 || Math.abs(textured!.y - 112) >= 64;
    expect(isApart).toBe(true);
  }
});

test('all places lie inside images of any size, and their number and side follow from it', () => {
  for (const [width, height, count, side] of [
    [64, 64, 1, 64],
    [63, 200, 2, 48],
    [47, 47, 1, 32],
    [31, 5000, 0, 0],
    [1, 1, 0, 0],
    [129, 64, 2, 64],
    [80, 64, 1, 64],
  ] as const) {
    const places = cropPlaces(noisy(width, height, 0, width), options(1));
    expect(places).toHaveLength(count);
    for (const place of places) {
      expect(place.side).toBe(side);
      expect(place.x + side).toBeLessThanOrEqual(width);
      expect(place.y + side).toBeLessThanOrEqual(height);
    }
  }
});

test('the same seed gives the same places', () => {
  const image = noisy(700, 500, 100, 600);
  const many = (seed: number): ReturnType<typeof cropPlaces> =>
    cropPlaces(image, { ...options(seed), count: 6 });
  expect(many(3)).toEqual(many(3));
  expect(many(3)).not.toEqual(many(4));
});
