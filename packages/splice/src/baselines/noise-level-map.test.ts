import type { RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import { flatImage } from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { averagePrecision } from '../metrics/average-precision.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { noiseLevelMap } from './noise-level-map.ts';

/** A smooth ramp with grey noise, of another level in a rectangle. */
function noisyImage(width: number, height: number, outside: number, inside: number): RasterImage {
  const random = seededRandom(5);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const level = x >= 64 && x < 128 && y >= 32 && y < 96 ? inside : outside;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    data.fill(Math.round(60 + x / 4 + y / 4 + level * normal), i * 3, i * 3 + 3);
  }
  return { data, width, height, channels: 3 };
}

test('`noiseLevelMap` measures the level of white noise in grey levels, by its logarithm', () => {
  const grid = regularGrid(256, 192, 32, 32);
  const { data, shape } = noiseLevelMap(noisyImage(256, 192, 4, 16), grid);
  expect(shape).toEqual([6, 8]);
  const truth = Uint8Array.from(data, (_, i) => {
    const [row, col] = [Math.floor(i / 8), i % 8];
    return row >= 1 && row < 3 && col >= 2 && col < 4 ? 1 : 0;
  });
  for (const [i, level] of data.entries()) {
    expect(Math.abs(level - (truth[i] ? 4 : 2))).toBeLessThan(0.35);
  }
  expect(averagePrecision(data, truth)).toBe(1);
});

test('`noiseLevelMap` of a flat image is the floor everywhere, also where patches overlap', () => {
  const { data, shape } = noiseLevelMap(flatImage(48, 32), regularGrid(48, 32, 16, 8), {
    floor: 0.25,
  });
  expect(shape).toEqual([4, 6]);
  expect(data.every((level) => level === -2)).toBe(true);
});

test('`noiseLevelMap` refuses an image of another size and patches of one pixel', () => {
  const image = noisyImage(64, 64, 1, 1);
  expect(() => noiseLevelMap(image, regularGrid(64, 48, 16, 16))).toThrow('64 by 48');
  expect(() => noiseLevelMap(image, regularGrid(64, 64, 1, 1))).toThrow('at least 2 pixels');
});
