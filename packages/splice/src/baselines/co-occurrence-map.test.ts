import type { RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import { flatImage, madeGrid, madePrecision, paste } from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { coOccurrenceMap } from './co-occurrence-map.ts';
import { noiseLevelMap } from './noise-level-map.ts';

/**
 * A smooth ramp with noise whose diagonal detail has a standard deviation of 2; each value shares
 * `share` with its right neighbour.
 */
function grainyImage(seed: number, share: number): RasterImage {
  const [width, height] = [640, 480];
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  // The diagonal detail of x[i] + share x[i-1] has variance 1 + share² − share, times two.
  const scale = 2 / Math.sqrt(1 - share + share * share);
  const data = new Uint8Array(width * height * 3);
  let before = 0;
  for (let i = 0; i < width * height; i++) {
    const fresh = normal();
    const grain = scale * (fresh + share * before);
    before = fresh;
    data.fill(Math.round(80 + (i % width) / 8 + grain), i * 3, i * 3 + 3);
  }
  return { data, width, height, channels: 3 };
}

test('`coOccurrenceMap` finds grain of another shape, which has the same level of noise', () => {
  const forgery = paste(grainyImage(1, 0), grainyImage(2, 0.6));
  const grid = madeGrid(forgery);
  expect(madePrecision(coOccurrenceMap(forgery, grid), grid)).toBeGreaterThan(0.95);
  expect(madePrecision(noiseLevelMap(forgery, grid), grid)).toBeLessThan(0.5);
});

test('`coOccurrenceMap` sees nothing in grain of the same shape', () => {
  const forgery = paste(grainyImage(1, 0), grainyImage(2, 0));
  const grid = madeGrid(forgery);
  expect(madePrecision(coOccurrenceMap(forgery, grid), grid)).toBeLessThan(0.3);
});

test('`coOccurrenceMap` of a flat image, and of a single patch, is 0', () => {
  const map = coOccurrenceMap(flatImage(48, 32), regularGrid(48, 32, 16, 8));
  expect(map.shape).toEqual([4, 6]);
  expect(map.data.every((value) => value === 0)).toBe(true);
  expect([...coOccurrenceMap(flatImage(16, 16), regularGrid(16, 16, 16, 8)).data]).toEqual([0]);
});

test('`coOccurrenceMap` refuses another size, tiny patches and components that are none', () => {
  const image = flatImage(64, 64);
  const grid = regularGrid(64, 64, 16, 16);
  expect(() => coOccurrenceMap(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => coOccurrenceMap(image, regularGrid(64, 64, 7, 8))).toThrow('at least 8 pixels');
  expect(() => coOccurrenceMap(image, grid, { components: 0 })).toThrow('1 to 50 components');
});
