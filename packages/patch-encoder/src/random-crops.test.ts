import { expect, test } from 'vitest';
import { noiseImage } from '../test/noise-image.ts';
import { ImageTooSmallError } from './image-too-small-error.ts';
import { randomCrops } from './random-crops.ts';

const image = noiseImage(40, 30);
/** Pixels that say where they lie: x in red, y in green. */
const ruler = {
  ...image,
  data: image.data.map((_, i) => [Math.floor(i / 3) % 40, Math.floor(i / 120), 0][i % 3]!),
};

test('`randomCrops` are bytes of the image, the same for one seed and others for another', () => {
  const { data, shape } = randomCrops(ruler, { patchSize: 8, seed: 3, count: 5 });
  expect(shape).toEqual([5, 8, 8, 3]);
  data.forEach((value, i) => {
    const [patch, pixel] = [Math.floor(i / 192), Math.floor((i % 192) / 3)];
    const [x, y] = [data[patch * 192]!, data[patch * 192 + 1]!];
    expect(value).toBe([x + (pixel % 8), y + Math.floor(pixel / 8), 0][i % 3]);
  });
  expect(randomCrops(ruler, { patchSize: 8, seed: 3, count: 5 }).data).toEqual(data);
  expect(randomCrops(ruler, { patchSize: 8, seed: 4, count: 5 }).data).not.toEqual(data);
});

test('`randomCrops` reach every place about as often, and multiples of `step` alone', () => {
  const { data } = randomCrops(ruler, { patchSize: 30, seed: 1, count: 4400 });
  const counts = new Map<number, number>();
  for (let i = 0; i < data.length; i += 2700) counts.set(data[i]!, (counts.get(data[i]!) ?? 0) + 1);
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  // 400 expected, with a deviation of 19.
  for (const count of counts.values()) expect(Math.abs(count - 400)).toBeLessThan(80);
  const stepped = randomCrops(ruler, { patchSize: 8, seed: 1, count: 300, step: 8 }).data;
  const offsets = Array.from({ length: 300 }, (_, i) => stepped[i * 192]!);
  expect([...new Set(offsets)].sort((a, b) => a - b)).toEqual([0, 8, 16, 24, 32]);
});

test('`randomCrops` takes an image of one patch, and none at all', () => {
  const whole = randomCrops(image, { patchSize: 30, seed: 0 });
  expect(whole.shape).toEqual([1, 30, 30, 3]);
  expect(randomCrops(image, { patchSize: 30, seed: 0, count: 0 })).toEqual({
    data: new Uint8Array(0),
    shape: [0, 30, 30, 3],
  });
});

test('`randomCrops` refuses an image too small with a RangeError, and options of no use', () => {
  expect(() => randomCrops(image, { patchSize: 31, seed: 0 })).toThrow(ImageTooSmallError);
  expect(() => randomCrops(image, { patchSize: 31, seed: 0 })).toThrow(RangeError);
  for (const wrong of [{ count: -1 }, { count: 1.5 }, { step: 0 }, { seed: Number.NaN }]) {
    expect(() => randomCrops(image, { patchSize: 8, seed: 0, ...wrong })).toThrow(
      `expected ${Object.keys(wrong)[0]} to be a whole number`,
    );
  }
});
