import { readFileSync } from 'node:fs';
import { cropImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import type { ResizeKernel } from './processing-step.ts';
import { resizeImage } from './resize-image.ts';

interface ResizeCase {
  factor: number;
  kernel: ResizeKernel;
  width: number;
  height: number;
  data: number[];
}

const fixture: { width: number; height: number; data: number[]; cases: ResizeCase[] } = JSON.parse(
  readFileSync(new URL('../fixtures/resize-pillow.json', import.meta.url), 'utf8'),
);
const source: RasterImage = {
  data: Uint8Array.from(fixture.data),
  width: fixture.width,
  height: fixture.height,
  channels: 3,
};

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(b, (value, i) => Math.abs(value - a[i]!)));

describe('resizeImage', () => {
  test.each(fixture.cases)(
    '`resizeImage` by $factor with $kernel agrees with Pillow to one grey level',
    ({ factor, kernel, width, height, data }) => {
      const result = resizeImage(source, factor, kernel);
      expect([result.width, result.height]).toEqual([width, height]);
      // Pillow rounds between its two passes, this does not.
      expect(largestDifference(result.data, data)).toBeLessThanOrEqual(
        kernel === 'nearest' ? 0 : 1,
      );
    },
  );

  test('`area` gives the means of the pixels that each result covers', () => {
    const result = resizeImage(source, 0.5, 'area');
    const at = (x: number, y: number): number => source.data[(y * source.width + x) * 3 + 1]!;
    const mean = (x: number, y: number): number =>
      (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) /
      4;
    for (const [x, y] of [
      [0, 0],
      [7, 3],
      [19, 9],
    ] as const) {
      expect(Math.abs(result.data[(y * 20 + x) * 3 + 1]! - mean(x, y))).toBeLessThanOrEqual(0.5);
    }
    // A third of a pixel more: weights of ⅓ at the ends of four.
    const data = Uint8Array.from({ length: 120 }, (_, i) => 6 * Math.floor(i / 3));
    const ramp: RasterImage = { data, width: 40, height: 1, channels: 3 };
    const shrunk = resizeImage(ramp, 3 / 10, 'area');
    expect([...shrunk.data.filter((_, i) => i % 3 === 0)]).toEqual(
      Array.from({ length: 12 }, (_, i) => Math.round(6 * ((i + 0.5) / 0.3 - 0.5))),
    );
  });

  test('a region resized by itself is the same region of the image resized', () => {
    const image = proceduralScene(120, 90, createRandom('region'));
    for (const kernel of ['bilinear', 'bicubic', 'lanczos3', 'area'] as const) {
      const whole = resizeImage(image, 0.7, kernel);
      // 20 and 30 pixels are 14 and 21 of the result.
      const region = resizeImage(
        cropImage(image, { x: 20, y: 30, width: 80, height: 50 }),
        0.7,
        kernel,
      );
      const inner = { width: 40, height: 20 };
      const expected = cropImage(whole, { x: 20, y: 27, ...inner });
      const actual = cropImage(region, { x: 6, y: 6, ...inner });
      expect(Buffer.compare(actual.data, expected.data)).toBe(0);
    }
  });

  test('one pixel, extreme factors and a constant image come out as what they are', () => {
    const pixel: RasterImage = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1, channels: 3 };
    for (const kernel of ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'area'] as const) {
      expect([...resizeImage(pixel, 0.01, kernel).data]).toEqual([1, 2, 3]);
      const large = resizeImage(pixel, 5, kernel);
      expect([large.width, large.height, new Set(large.data).size]).toEqual([5, 5, 3]);
      const grey = { ...source, data: new Uint8Array(source.data.length).fill(77) };
      for (const factor of [0.13, 0.9, 1.7]) {
        expect(new Set(resizeImage(grey, factor, kernel).data)).toEqual(new Set([77]));
      }
    }
  });

  test('a factor that is not above 0 is refused with what came', () => {
    for (const factor of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => resizeImage(source, factor, 'bilinear')).toThrow(/above 0, got/);
    }
  });
});
