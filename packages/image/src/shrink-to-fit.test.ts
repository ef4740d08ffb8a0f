import { describe, expect, it } from 'vitest';
import type { RasterImage } from './raster-image.ts';
import { shrinkToFit } from './shrink-to-fit.ts';

describe('`shrinkToFit`', () => {
  it('averages the area under every new pixel, cut pixels by their part', () => {
    for (const [width, height, maxSide] of [
      [7, 5, 3],
      [5, 7, 6],
      [12, 4, 3],
      [13, 1, 4],
      [1, 9, 2],
      [31, 29, 30],
      [50, 2, 1],
    ] as const) {
      const image = noise(width, height);
      expect(shrinkToFit(image, maxSide)).toEqual(slowShrink(image, maxSide));
    }
  });

  it('leaves an image that fits as it is', () => {
    const image = noise(4, 3);
    expect(shrinkToFit(image, 4)).toBe(image);
    expect(shrinkToFit(image, 1000)).toBe(image);
  });

  it('keeps a flat image flat', () => {
    const image = { ...noise(101, 67), data: new Uint8Array(101 * 67 * 3).fill(255) };
    const small = shrinkToFit(image, 40);
    expect([small.width, small.height]).toEqual([40, 27]);
    expect(small.data.every((value) => value === 255)).toBe(true);
  });

  it('refuses a longest side of no pixels', () => {
    for (const side of [0, -1, 1.5, Number.NaN]) {
      expect(() => shrinkToFit(noise(4, 3), side)).toThrow(RangeError);
    }
  });
});

/** Sums of overlaps as integers, pixel by pixel, for all pairs of a stored and a new pixel. */
function slowShrink(image: RasterImage, maxSide: number): RasterImage {
  const longer = Math.max(image.width, image.height);
  const width = Math.max(1, Math.round((image.width * maxSide) / longer));
  const height = Math.max(1, Math.round((image.height * maxSide) / longer));
  const overlap = (stored: number, fresh: number, storedSize: number, freshSize: number) => {
    const from = Math.max(stored * freshSize, fresh * storedSize);
    return Math.max(0, Math.min((stored + 1) * freshSize, (fresh + 1) * storedSize) - from);
  };
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width;
    const y = Math.floor(i / 3 / width);
    let sum = 0;
    for (let row = 0; row < image.height; row++) {
      for (let column = 0; column < image.width; column++) {
        const area = overlap(column, x, image.width, width) * overlap(row, y, image.height, height);
        sum += area * image.data[(row * image.width + column) * 3 + (i % 3)]!;
      }
    }
    return Math.floor(sum / (image.width * image.height) + 0.5);
  });
  return { data, width, height, channels: 3 };
}

function noise(width: number, height: number): RasterImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    return Math.imul(i + 1, 2_654_435_761) >>> 24;
  });
  return { data, width, height, channels: 3 };
}
