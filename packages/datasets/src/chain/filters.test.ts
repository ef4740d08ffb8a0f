import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { gaussianBlur } from '../gaussian-blur.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { addNoise } from './add-noise.ts';
import { blurImage } from './blur-image.ts';
import { mapLevels } from './map-levels.ts';
import { medianImage } from './median-image.ts';
import { saturateImage } from './saturate-image.ts';
import { sharpenImage } from './sharpen-image.ts';
import { unsharpImage } from './unsharp-image.ts';

const scene = proceduralScene(61, 43, createRandom('filters'));

/** Sample of an image with repeated borders. */
function sample({ data, width, height }: RasterImage, x: number, y: number, c: number): number {
  const inside = (value: number, size: number): number => Math.min(Math.max(value, 0), size - 1);
  return data[(inside(y, height) * width + inside(x, width)) * 3 + c]!;
}

describe('gaussianBlur', () => {
  test.each([0.4, 0.7, 1, 1.6, 3])(
    '`gaussianBlur` of sigma %s spreads an impulse with that variance, and keeps its sum',
    (sigma) => {
      const size = 41;
      const impulse = new Float32Array(size * size);
      impulse[20 * size + 20] = 1;
      const blurred = gaussianBlur(impulse, { width: size, height: size, channels: 1 }, sigma);
      let sum = 0;
      let across = 0;
      let down = 0;
      blurred.forEach((value, i) => {
        sum += value;
        across += value * ((i % size) - 20) ** 2;
        down += value * (Math.floor(i / size) - 20) ** 2;
      });
      // A sampled Gaussian of 0.4 pixels is narrower than a continuous one.
      expect(sum).toBeCloseTo(1, 5);
      expect(across).toBeCloseTo(down, 5);
      expect(Math.abs(across / sigma ** 2 - 1)).toBeLessThan(sigma < 0.5 ? 0.5 : 0.03);
    },
  );

  test('a blur of 0 copies, a constant stays constant to the borders, channels do not mix', () => {
    expect(blurImage(scene, 0)).toEqual(scene);
    const data = Uint8Array.from({ length: 189 }, (_, i) => [10, 120, 250][i % 3]!);
    const image = { ...blankImage(9, 7), data };
    expect(blurImage(image, 2.2)).toEqual(image);
    expect(() => blurImage(image, Number.NaN)).toThrow(/at least 0 pixels, got NaN/);
  });
});

describe('filters', () => {
  test.each([3, 5])('`medianImage` of %s agrees with sorting', (size) => {
    const result = medianImage(scene, size);
    const reach = (size - 1) / 2;
    let wrong = 0;
    for (let y = 0; y < scene.height; y += 1) {
      for (let x = 0; x < scene.width; x += 1) {
        const values: number[] = [];
        for (let dy = -reach; dy <= reach; dy += 1) {
          for (let dx = -reach; dx <= reach; dx += 1) values.push(sample(scene, x + dx, y + dy, 1));
        }
        values.sort((a, b) => a - b);
        if (sample(result, x, y, 1) !== values[(values.length - 1) / 2]) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
    expect(() => medianImage(scene, 4)).toThrow(/odd number of pixels, got 4/);
  });

  test('`sharpenImage` and `unsharpImage` add what a pixel has over its surroundings', () => {
    const sharp = sharpenImage(scene, 0.5);
    const unsharp = unsharpImage(scene, 1.2, 0.8);
    const blurred = gaussianBlur(new Float32Array(scene.data), scene, 1.2);
    const clamp = (value: number): number => Math.min(Math.max(value, 0), 255);
    for (const [x, y] of [
      [1, 1],
      [30, 20],
      [59, 41],
      [12, 33],
    ] as const) {
      let around = 0;
      for (const dy of [-1, 0, 1])
        for (const dx of [-1, 0, 1]) around += sample(scene, x + dx, y + dy, 2);
      const own = sample(scene, x, y, 2);
      const expected = clamp(own + 0.5 * (own - (around - own) / 8));
      expect(Math.abs(sample(sharp, x, y, 2) - expected)).toBeLessThanOrEqual(0.5);
      const soft = blurred[(y * scene.width + x) * 3 + 2]!;
      expect(
        Math.abs(sample(unsharp, x, y, 2) - clamp(own + 0.8 * (own - soft))),
      ).toBeLessThanOrEqual(0.5);
    }
    expect(sharpenImage(scene, 0)).toEqual(scene);
    expect(sharpenImage(blankImage(1, 1), 1)).toEqual(blankImage(1, 1));
  });

  test('`addNoise` has the deviation asked for, and is the same for the same seed', () => {
    const grey = { ...blankImage(200, 100), data: new Uint8Array(60_000).fill(128) };
    const noisy = addNoise(grey, 4, createRandom(1));
    const variance = noisy.data.reduce((sum, value) => sum + (value - 128) ** 2, 0) / 60_000;
    // Rounding adds 1/12; four standard errors are 0.37.
    expect(Math.abs(variance - 16 - 1 / 12)).toBeLessThan(0.37);
    expect(Buffer.compare(addNoise(grey, 4, createRandom(1)).data, noisy.data)).toBe(0);
    expect(Buffer.compare(addNoise(grey, 0, createRandom(1)).data, grey.data)).toBe(0);
  });

  test('`mapLevels` clamps, and `saturateImage` keeps luma and greys', () => {
    const levels = mapLevels(scene, (level) => 2 * level - 100);
    expect(levels.data[100]).toBe(Math.min(Math.max(2 * scene.data[100]! - 100, 0), 255));
    const image = { ...blankImage(2, 1), data: Uint8Array.of(90, 90, 90, 120, 100, 80) };
    expect([...saturateImage(image, 2).data]).toEqual([90, 90, 90, 136, 96, 56]);
    expect([...saturateImage(image, 0).data]).toEqual([90, 90, 90, 104, 104, 104]);
  });
});
