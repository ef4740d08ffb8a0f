import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { createRandom } from '../random/random.ts';
import { polygonCoverage } from './polygon-coverage.ts';
import { randomRegion } from './random-region.ts';
import { spliceImages } from './splice-images.ts';

const flat = (level: number, width: number, height: number): RasterImage => {
  const image = blankImage(width, height);
  image.data.fill(level);
  return image;
};
const host = flat(50, 120, 80);
const donor = flat(200, 120, 80);

describe('polygonCoverage', () => {
  test('`polygonCoverage` gives exact areas of upright rectangles and of a triangle', () => {
    const box = [
      { x: 1.25, y: 1 },
      { x: 3.5, y: 1 },
      { x: 3.5, y: 2.5 },
      { x: 1.25, y: 2.5 },
    ];
    expect([...polygonCoverage(box, 5, 3)]).toEqual([
      0, 0, 0, 0, 0, 0, 0.75, 1, 0.5, 0, 0, 0.375, 0.5, 0.25, 0,
    ]);
    const triangle = [
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 0, y: 30 },
    ];
    const area = polygonCoverage(triangle, 50, 50).reduce((sum, share) => sum + share, 0);
    expect(Math.abs(area - 600)).toBeLessThan(0.5);
    expect(polygonCoverage([], 2, 2)).toEqual(new Float32Array(4));
  });
});

describe('randomRegion', () => {
  test.each([0.01, 0.1, 0.3])(
    '`randomRegion` covers %s of the image and lies inside it',
    (areaShare) => {
      for (let seed = 0; seed < 20; seed += 1) {
        const region = randomRegion(200, 150, createRandom(seed), { areaShare });
        const covered = polygonCoverage(region, 200, 150).reduce((sum, share) => sum + share, 0);
        expect(Math.abs(covered / 30_000 / areaShare - 1)).toBeLessThan(0.02);
      }
    },
  );

  test('a share out of range is refused', () => {
    for (const areaShare of [0, 0.6, Number.NaN]) {
      expect(() => randomRegion(10, 10, createRandom(1), { areaShare })).toThrow(
        /at most 0.5, got/,
      );
    }
  });
});

describe('spliceImages', () => {
  test('`spliceImages` shows the donor inside the mask and the host outside', () => {
    const random = createRandom('splice');
    const { image, mask } = spliceImages(host, donor, { random, areaShare: 0.2 });
    expect(mask.shape).toEqual([80, 120]);
    const inside = mask.data.filter((value) => value === 255).length;
    expect(Math.abs(inside / 9600 - 0.2)).toBeLessThan(0.01);
    expect(inside + mask.data.filter((value) => value === 0).length).toBe(9600);
    const far = mask.data.filter(
      (value, i) => Math.abs(image.data[i * 3]! - (value === 255 ? 200 : 50)) > 75,
    );
    expect(far).toHaveLength(0);
    expect(host.data[0]).toBe(50);
    const again = spliceImages(host, donor, { random: createRandom('splice'), areaShare: 0.2 });
    expect(Buffer.compare(again.image.data, image.data)).toBe(0);
  });

  test('a feathered seam is smooth, the mask stays the same', () => {
    const region = [
      { x: 40, y: 20 },
      { x: 80, y: 20 },
      { x: 80, y: 60 },
      { x: 40, y: 60 },
    ];
    const hard = spliceImages(host, donor, { region });
    const soft = spliceImages(host, donor, { region, feather: 2 });
    const row = (image: RasterImage): number[] =>
      Array.from({ length: 12 }, (_, i) => image.data[(40 * 120 + 34 + i) * 3]!);
    expect(row(hard.image)).toEqual([50, 50, 50, 50, 50, 50, 200, 200, 200, 200, 200, 200]);
    const steps = row(soft.image).map((value, i, all) => value - (all[i - 1] ?? value));
    expect(Math.max(...steps)).toBeLessThan(40);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Buffer.compare(soft.mask.data, hard.mask.data)).toBe(0);
  });

  test('the donor is taken from its offset, and must cover the region', () => {
    const data = Uint8Array.from({ length: 7200 }, (_, i) => 8 * (Math.floor(i / 3) % 30));
    const striped: RasterImage = { ...blankImage(30, 80), data };
    const region = [
      { x: 100, y: 0 },
      { x: 110, y: 0 },
      { x: 110, y: 80 },
      { x: 100, y: 80 },
    ];
    const { image } = spliceImages(host, striped, { region, donorOffset: { x: -95, y: 0 } });
    expect(image.data[103 * 3]).toBe(8 * 8);
    expect(() => spliceImages(host, striped, { region })).toThrow(/covers \(100, 0\), got 30×80/);
    expect(() => spliceImages(host, donor, {})).toThrow(/a region or a random source.*neither/);
  });
});
