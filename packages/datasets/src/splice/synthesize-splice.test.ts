import { cropImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { applyChain } from '../chain/apply-chain.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { brushCoverage } from './brush-coverage.ts';
import { similarCoverage } from './similar-coverage.ts';
import { solveMembrane } from './solve-membrane.ts';
import { type SynthesizeSpliceOptions, synthesizeSplice } from './synthesize-splice.ts';

const host = proceduralScene(160, 120, createRandom('host'));
const donor = proceduralScene(140, 130, createRandom('donor'));
const count = (data: Iterable<number>): number =>
  Array.from(data).reduce((sum, value) => sum + (value > 0.5 ? 1 : 0), 0);

const KINDS = ['polygon', 'brush', 'similar'] as const;

describe('synthesizeSplice', () => {
  test.each(KINDS)(
    '%s: pixels of the mask are the donor’s, all others the host’s',
    async (kind) => {
      for (let seed = 0; seed < 6; seed += 1) {
        const { image, mask, record } = await synthesizeSplice(host, donor, {
          seed,
          region: { kind },
          areaShare: 0.12,
          blend: { kind: 'none' },
        });
        const shift = { x: record.donorAt.x - record.at.x, y: record.donorAt.y - record.at.y };
        let softened = 0;
        for (let y = 0; y < 120; y += 1) {
          for (let x = 0; x < 160; x += 1) {
            const pixel = y * 160 + x;
            const got = image.data.subarray(3 * pixel, 3 * pixel + 3);
            const own = host.data.subarray(3 * pixel, 3 * pixel + 3);
            const from = (y + shift.y) * 140 + x + shift.x;
            const other = donor.data.subarray(3 * from, 3 * from + 3);
            const wanted = mask.data[pixel] ? other : own;
            // Pixels that the outline cuts are mixed.
            if (!got.every((value, c) => value === wanted[c])) softened += 1;
          }
        }
        expect(softened).toBeLessThan(0.03 * 160 * 120);
        expect(record.areaShare).toBeCloseTo(count(mask.data) / (160 * 120), 10);
        expect(Math.abs(record.areaShare - 0.12)).toBeLessThan(0.04);
        expect(record.at.x).toBeGreaterThanOrEqual(0);
        expect(record.at.x + record.width).toBeLessThanOrEqual(160);
        expect(record.at.y + record.height).toBeLessThanOrEqual(120);
      }
    },
  );

  test('the same seed gives the same forgery, another another; nothing given is changed', async () => {
    const [before, donorBefore] = [host.data.slice(), donor.data.slice()];
    const first = await synthesizeSplice(host, donor, { seed: 'a' });
    expect(await synthesizeSplice(host, donor, { seed: 'a' })).toEqual(first);
    expect((await synthesizeSplice(host, donor, { seed: 'b' })).record).not.toEqual(first.record);
    expect(host.data).toEqual(before);
    expect(donor.data).toEqual(donorBefore);
    expect(JSON.parse(JSON.stringify(first.record))).toEqual(first.record);
    const drawn = await Promise.all(
      Array.from({ length: 30 }, (_, seed) => synthesizeSplice(host, donor, { seed })),
    );
    expect(new Set(drawn.map(({ record }) => record.region)).size).toBe(3);
    expect(new Set(drawn.map(({ record }) => record.blend.kind)).size).toBe(3);
  });

  test('a mask is pasted as it is, where it was asked for', async () => {
    const object = new Uint8Array(140 * 130);
    for (let y = 50; y < 70; y += 1) object.fill(1, y * 140 + 30, y * 140 + 60);
    const region = { kind: 'mask', mask: { data: object, shape: [130, 140] } } as const;
    const at = { x: 100, y: 5 };
    const options = { region, at, blend: { kind: 'none' } } as const;
    const { image, mask, record } = await synthesizeSplice(host, donor, options);
    const area = { width: 30, height: 20 };
    expect(cropImage(image, { ...at, ...area })).toEqual(
      cropImage(donor, { x: 30, y: 50, ...area }),
    );
    expect(count(mask.data)).toBe(600);
    expect([record.donorAt, record.width, record.height]).toEqual([{ x: 30, y: 50 }, 30, 20]);
    // Half outside, half is left.
    const cut = await synthesizeSplice(host, donor, { ...options, at: { x: 145, y: 5 } });
    expect(count(cut.mask.data)).toBe(300);
  });

  test('the donor is scaled and processed before, the whole after, and the mask follows', async () => {
    const whole = new Uint8Array(70 * 65).fill(1);
    const chain: ProcessingStep[] = [{ kind: 'resize', factor: 0.5, kernel: 'area' }];
    const donorChain: ProcessingStep[] = [{ kind: 'grey' }];
    const { image, mask, record } = await synthesizeSplice(host, donor, {
      region: { kind: 'mask', mask: { data: whole, shape: [65, 70] } },
      at: { x: 0, y: 0 },
      donorScale: 0.5,
      donorChain,
      chain,
      blend: { kind: 'none' },
    });
    expect([image.width, image.height, ...mask.shape]).toEqual([80, 60, 60, 80]);
    expect(Math.abs(count(mask.data) - 35 * 32.5)).toBeLessThan(40);
    const pixel = image.data.subarray((10 * 80 + 10) * 3, (10 * 80 + 10) * 3 + 3);
    expect(new Set(pixel).size).toBe(1);
    const [finished] = [await applyChain(host, chain)];
    expect([...image.data.subarray(-3)]).toEqual([...finished.data.subarray(-3)]);
    expect([record.donorChain, record.chain, record.donorScale]).toEqual([donorChain, chain, 0.5]);
  });

  test('a feather mixes around the seam only, and a gradient leaves no step at it', async () => {
    const flat = (level: number, width: number, height: number): RasterImage => {
      const image = blankImage(width, height);
      image.data.fill(level);
      return image;
    };
    const square = new Uint8Array(80 * 80);
    for (let y = 20; y < 60; y += 1) square.fill(1, y * 80 + 20, y * 80 + 60);
    const options: SynthesizeSpliceOptions = {
      region: { kind: 'mask', mask: { data: square, shape: [80, 80] } },
      at: { x: 30, y: 30 },
    };
    const [dark, light] = [flat(50, 120, 100), flat(200, 80, 80)];
    const soft = await synthesizeSplice(dark, light, {
      ...options,
      blend: { kind: 'feather', sigma: 2 },
    });
    const row = Array.from({ length: 120 }, (_, x) => soft.image.data[(50 * 120 + x) * 3]!);
    expect([row[20], row[50]]).toEqual([50, 200]);
    expect(Math.abs((row[29]! + row[30]!) / 2 - 125)).toBeLessThanOrEqual(1);
    expect(row.slice(24, 36).every((value, i, all) => i === 0 || value >= all[i - 1]!)).toBe(true);
    const matched = await synthesizeSplice(dark, light, {
      ...options,
      blend: { kind: 'gradient' },
    });
    // A flat donor has no gradients of its own, so the host goes on.
    expect(matched.image.data.every((value) => Math.abs(value - 50) <= 1)).toBe(true);
    expect(count(matched.mask.data)).toBe(1600);
  });

  test('shares, masks and objects out of their range are refused with what came', async () => {
    const refused = (options: SynthesizeSpliceOptions, message: RegExp): Promise<void> =>
      expect(synthesizeSplice(host, donor, options)).rejects.toThrow(message);
    await refused({ areaShare: 0 }, /above 0 and at most 0\.5, got 0/);
    await refused({ areaShare: Number.NaN }, /got NaN/);
    await refused({ donorScale: -1 }, /above 0, got -1/);
    const mask = (width: number, height: number, value: number) =>
      ({
        kind: 'mask',
        mask: { data: new Uint8Array(width * height).fill(value), shape: [height, width] },
      }) as const;
    await refused({ region: mask(140, 130, 0) }, /at least one pixel, got none/);
    await refused({ region: mask(10, 10, 1) }, /shape \[130, 140\], got \[10, 10\]/);
    await refused({ region: mask(140, 130, 1) }, /at most 160×120 pixels, got 140×130/);
    const tiny = await synthesizeSplice(blankImage(1, 1), blankImage(1, 1), { seed: 3 });
    expect(tiny.image).toEqual(blankImage(1, 1));
  });
});

describe('brushCoverage', () => {
  test('a stroke has its area, hangs together, and stays inside', () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const coverage = brushCoverage(150, 110, 2000, createRandom('brush', seed));
      const area = coverage.reduce((sum, value) => sum + value, 0);
      expect(Math.abs(area / 2000 - 1)).toBeLessThan(0.12);
      expect(pieces(coverage, 150)).toBe(1);
    }
    expect(count(brushCoverage(1, 1, 1, createRandom(1)))).toBe(1);
  });
});

describe('similarCoverage', () => {
  test('on a patchwork the region is one patch, to its edges', () => {
    const image = blankImage(120, 120);
    const random = createRandom('patchwork');
    for (let i = 0; i < image.data.length; i += 1) {
      const [x, y] = [Math.floor(i / 3) % 120, Math.floor(i / 360)];
      const isPatch = Math.hypot(x - 60, y - 60) < 34;
      image.data[i] = (isPatch ? [200, 60, 40] : [40, 90, 160])[i % 3]! + random.integer(12);
    }
    const area = Math.PI * 34 ** 2;
    let overlap = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      const coverage = similarCoverage(image, area, createRandom('similar', seed));
      expect(Math.abs(count(coverage) / area - 1)).toBeLessThan(0.1);
      const inside = coverage.filter(
        (value, i) => value && Math.hypot((i % 120) - 60, Math.floor(i / 120) - 60) < 36,
      ).length;
      overlap += inside / count(coverage) / 10;
    }
    // A disc of that size around a random seed would have about three quarters in the patch.
    expect(overlap).toBeGreaterThan(0.93);
  });

  test('a region hangs together and has no holes, on scenes and on large images', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const scene = proceduralScene(400, 300, createRandom('large', seed));
      const coverage = similarCoverage(scene, 0.1 * 400 * 300, createRandom(seed));
      expect(
        pieces(
          coverage.map((value) => 1 - value),
          400,
        ),
      ).toBeLessThanOrEqual(3);
      expect(Math.abs(count(coverage) / 12_000 - 1)).toBeLessThan(0.3);
    }
  });
});

describe('solveMembrane', () => {
  test('a surface that solves Laplace’s equation is found again from its border', () => {
    const [width, height] = [61, 47];
    const surface = (x: number, y: number): number => (x * x - y * y) / 20 + x * y * 0.02 - 3;
    const exact = Float32Array.from({ length: width * height }, (_, i) =>
      surface(i % width, Math.floor(i / width)),
    );
    const inside = Uint8Array.from(exact, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return x > 0 && y > 0 && x < width - 1 && y < height - 1 && Math.hypot(x - 30, y - 20) < 28
        ? 1
        : 0;
    });
    const values = exact.map((value, i) => (inside[i] ? 1e6 : value));
    solveMembrane(values, inside, width);
    const range = Math.max(...exact) - Math.min(...exact);
    const worst = Math.max(...values.map((value, i) => Math.abs(value - exact[i]!)));
    expect(worst / range).toBeLessThan(0.02);
    expect(values.every((value, i) => inside[i] || value === exact[i])).toBe(true);
  });

  test('a constant border gives a constant, and no border gives 0', () => {
    const values = new Float32Array(100).fill(7);
    const inside = Uint8Array.from(values, (_, i) => (i % 10 > 2 && i > 30 ? 1 : 0));
    solveMembrane(values, inside, 10);
    expect(values.every((value) => Math.abs(value - 7) < 1e-4)).toBe(true);
    const free = new Float32Array(12).fill(5);
    solveMembrane(free, new Uint8Array(12).fill(1), 4);
    expect([...free]).toEqual(Array(12).fill(0));
  });
});

/** How many connected pieces have values above a half. */
function pieces(coverage: Float32Array, width: number): number {
  const left = new Set(Array.from(coverage.keys()).filter((i) => coverage[i]! > 0.5));
  let found = 0;
  for (const start of left) {
    found += 1;
    const queue = [start];
    left.delete(start);
    for (const i of queue) {
      for (const next of [
        i - width,
        i + width,
        i % width ? i - 1 : -1,
        (i + 1) % width ? i + 1 : -1,
      ]) {
        if (left.delete(next)) queue.push(next);
      }
    }
  }
  return found;
}
