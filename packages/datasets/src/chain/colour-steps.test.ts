import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { applyStep } from './apply-step.ts';
import { chainTags } from './chain-tags.ts';
import type { ChromaSampling, ProcessingStep } from './processing-step.ts';
import { resizeImage } from './resize-image.ts';
import { sharpResizer } from './sharp-resizer.node.ts';
import { sharpWebpCodec } from './sharp-webp-codec.node.ts';
import { socialChain, socialServices } from './social-chain.ts';
import { storeChroma } from './store-chroma.ts';
import { throughColourSpace } from './through-colour-space.ts';
import { wideSpaces } from './wide-spaces.ts';

const scene = proceduralScene(121, 93, createRandom('colours'));
const pixels = (data: number[], width: number): RasterImage => ({
  data: Uint8Array.from(data),
  width,
  height: data.length / 3 / width,
  channels: 3,
});

/** A matrix from the chromaticities of three primaries and D65 to XYZ, by its definition. */
function toXyz(primaries: [number, number][]): number[][] {
  const [x, y] = [0.3127, 0.329];
  const white = [x / y, 1, (1 - x - y) / y];
  const columns = primaries.map(([px, py]) => [px / py, 1, (1 - px - py) / py]);
  const matrix = [0, 1, 2].map((row) => columns.map((column) => column[row]!));
  const scales = multiply(
    inverse(matrix),
    white.map((value) => [value]),
  ).map((row) => row[0]!);
  return matrix.map((row) => row.map((value, i) => value * scales[i]!));
}

function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)));
}

function inverse(m: number[][]): number[][] {
  const minor = (i: number, j: number): number => {
    const [a, b] = [0, 1, 2].filter((k) => k !== i);
    const [c, d] = [0, 1, 2].filter((k) => k !== j);
    return (m[a!]![c!]! * m[b!]![d!]! - m[a!]![d!]! * m[b!]![c!]!) * ((i + j) % 2 ? -1 : 1);
  };
  const determinant = [0, 1, 2].reduce((sum, j) => sum + m[0]![j]! * minor(0, j), 0);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => minor(j, i) / determinant));
}

describe('throughColourSpace', () => {
  const srgb = toXyz([
    [0.64, 0.33],
    [0.3, 0.6],
    [0.15, 0.06],
  ]);
  test.each([
    [
      'display-p3',
      [
        [0.68, 0.32],
        [0.265, 0.69],
        [0.15, 0.06],
      ],
    ],
    [
      'adobe-rgb',
      [
        [0.64, 0.33],
        [0.21, 0.71],
        [0.15, 0.06],
      ],
    ],
  ] as [keyof typeof wideSpaces, [number, number][]][])(
    'the matrices of %s follow from its primaries',
    (name, primaries) => {
      const there = multiply(inverse(toXyz(primaries)), srgb).flat();
      const back = multiply(inverse(srgb), toXyz(primaries)).flat();
      for (let i = 0; i < 9; i += 1) {
        expect(wideSpaces[name].fromSrgb[i]).toBeCloseTo(there[i]!, 4);
        expect(wideSpaces[name].toSrgb[i]).toBeCloseTo(back[i]!, 4);
      }
    },
  );

  test('pure colours become the numbers that colour management gives them, and grey stays', () => {
    const image = pixels([255, 0, 0, 0, 255, 0, 0, 0, 255, 100, 100, 100], 4);
    const p3 = throughColourSpace(image, { space: 'display-p3', profile: 'lost' });
    expect([...p3.data]).toEqual([234, 51, 35, 117, 251, 76, 0, 0, 245, 100, 100, 100]);
    const adobe = throughColourSpace(image, { space: 'adobe-rgb', profile: 'lost' });
    expect([...adobe.data.subarray(0, 3)]).toEqual([219, 0, 0]);
    expect(adobe.data.subarray(9).every((value) => Math.abs(value - 100) <= 2)).toBe(true);
  });

  test('with its profile kept an image comes back to a few grey levels, and not exactly', () => {
    for (const space of ['display-p3', 'adobe-rgb'] as const) {
      const back = throughColourSpace(scene, { space, profile: 'kept' });
      const differences = back.data.map((value, i) => Math.abs(value - scene.data[i]!));
      expect(Math.max(...differences)).toBeLessThanOrEqual(6);
      expect(differences.some((difference) => difference > 0)).toBe(true);
    }
  });
});

describe('storeChroma', () => {
  test('at 4:4:4 only rounding is lost: at most two grey levels', () => {
    const stored = storeChroma(scene, { sampling: '4:4:4', filter: 'linear' });
    const differences = stored.data.map((value, i) => Math.abs(value - scene.data[i]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(2);
    expect(differences.some((difference) => difference > 0)).toBe(true);
  });

  test('luma keeps its resolution and chroma loses it, cell by cell', () => {
    const chroma = ({ data }: RasterImage, i: number): number => data[3 * i]! - data[3 * i + 1]!;
    for (const [sampling, across, down] of [
      ['4:2:2', 2, 1],
      ['4:2:0', 2, 2],
      ['4:1:1', 4, 1],
    ] as [ChromaSampling, number, number][]) {
      const stored = storeChroma(scene, { sampling, filter: 'mean' });
      for (let y = 0; y + down <= 92; y += down) {
        for (let x = 0; x + across <= 120; x += across) {
          const cell = Array.from({ length: across * down }, (_, k) =>
            chroma(stored, (y + Math.floor(k / across)) * 121 + x + (k % across)),
          );
          const saturated = Array.from({ length: across * down * 3 }, (_, k) => {
            const pixel = (y + Math.floor(k / 3 / across)) * 121 + x + (Math.floor(k / 3) % across);
            return stored.data[3 * pixel + (k % 3)]!;
          }).some((value) => value < 1 || value > 254);
          if (saturated) continue;
          // Red less green depends on chroma alone; each is rounded once.
          expect(Math.max(...cell) - Math.min(...cell)).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  test('a step of colour is kept by `point`, halved by `mean` and sloped by `linear`', () => {
    // Red and blue of about the same luma, the border inside a cell.
    const row = Array.from({ length: 12 }, (_, x) =>
      x < 5 ? [150, 60, 60] : [60, 90, 150],
    ).flat();
    const red = (filter: 'point' | 'mean' | 'linear'): number[] => {
      const { data } = storeChroma(pixels(row, 12), { sampling: '4:2:2', filter });
      return Array.from({ length: 12 }, (_, x) => data[3 * x]! - data[3 * x + 1]!);
    };
    expect(red('point')).toEqual([90, 90, 90, 90, 90, 90, -30, -30, -30, -30, -30, -30].map(near));
    const mean = red('mean');
    expect(Math.abs(mean[4]! - 30)).toBeLessThanOrEqual(2);
    expect(mean[5]).toBe(mean[4]);
    const linear = red('linear');
    expect(linear[3]!).toBeGreaterThan(linear[4]!);
    expect(linear[4]!).toBeGreaterThan(linear[5]!);
    expect(linear[5]!).toBeGreaterThan(linear[6]!);
  });

  test('one pixel and odd sides are no special case', () => {
    for (const size of [1, 3, 5]) {
      const image = pixels(Array(3 * size * size).fill(77), size);
      for (const filter of ['point', 'mean', 'linear'] as const) {
        expect(storeChroma(image, { sampling: '4:2:0', filter })).toEqual(image);
      }
    }
  });
});

/** Rounded twice, so a level off. */
const near = (value: number): unknown => ({
  asymmetricMatch: (got: number) => Math.abs(got - value) <= 2,
});

describe('sharpResizer', () => {
  test.each(['bilinear', 'bicubic', 'mitchell', 'lanczos2', 'lanczos3'] as const)(
    'libvips and this package agree on %s to three grey levels when an image shrinks',
    async (kernel) => {
      const image = proceduralScene(200, 160, createRandom('libvips'));
      for (const factor of [0.5, 0.75, 0.8]) {
        const theirs = await sharpResizer.resize(image, factor, kernel);
        const ours = resizeImage(image, factor, kernel);
        expect([theirs.width, theirs.height]).toEqual([ours.width, ours.height]);
        const { width, height } = ours;
        let worst = 0;
        for (let y = 6; y < height - 6; y += 1) {
          for (let i = (y * width + 6) * 3; i < (y * width + width - 6) * 3; i += 1) {
            worst = Math.max(worst, Math.abs(ours.data[i]! - theirs.data[i]!));
          }
        }
        expect(worst, `${factor}`).toBeLessThanOrEqual(3);
      }
    },
  );

  test('a kernel that libvips lacks, a factor of 0 and a missing resizer are refused', async () => {
    await expect(sharpResizer.resize(scene, 0.5, 'area')).rejects.toThrow(/libvips has, got area/);
    await expect(sharpResizer.resize(scene, 0, 'bicubic')).rejects.toThrow(/above 0, got 0/);
    const resize = { kind: 'resize', factor: 0.5, kernel: 'bicubic', library: 'libvips' } as const;
    await expect(applyStep(scene, resize)).rejects.toThrow(/option resizer.*libvips/);
    await expect(applyStep(scene, { kind: 'webp', quality: 80 })).rejects.toThrow(/option webp/);
  });
});

describe('sharpWebpCodec', () => {
  test('a lower quality loses more, and the size stays', async () => {
    const loss = async (quality: number): Promise<number> => {
      const step = { kind: 'webp', quality } as const;
      const saved = await applyStep(scene, step, { webp: sharpWebpCodec });
      expect([saved.width, saved.height]).toEqual([121, 93]);
      return saved.data.reduce((sum, value, i) => sum + Math.abs(value - scene.data[i]!), 0);
    };
    expect(await loss(95)).toBeGreaterThan(0);
    expect(await loss(40)).toBeGreaterThan(1.5 * (await loss(95)));
  });
});

describe('socialChain', () => {
  test('a photo is reduced to the longest side of a service and saved, or only saved', async () => {
    expect(socialChain('instagram', { width: 3000, height: 4000 })).toEqual([
      { kind: 'resize', factor: 0.27, kernel: 'bicubic' },
      { kind: 'jpeg', quality: 85, chromaSubsampling: '4:2:0' },
    ]);
    expect(socialChain('twitter', { width: 4096, height: 10 })).toHaveLength(1);
    const own = { longestSide: 50, kernel: 'lanczos3', quality: 60 } as const;
    const [resize] = socialChain(own, scene);
    const { width, height } = await applyStep(scene, resize!);
    expect([width, height]).toEqual([50, 38]);
    expect(() => socialChain('twitter', { width: 0, height: 9 })).toThrow(/1 pixel, got 0×9/);
    expect(Object.keys(socialServices)).toContain('facebook-2010');
  });
});

describe('chainTags', () => {
  test('new steps too are said in words, and libjpeg’s tables are not mentioned', () => {
    const steps: ProcessingStep[] = [
      { kind: 'jpeg', quality: 94, chromaSubsampling: '4:2:2', tables: 'apple' },
      { kind: 'resize', factor: 0.5, kernel: 'mitchell', library: 'libvips' },
      { kind: 'colour-space', space: 'display-p3', profile: 'lost' },
      { kind: 'chroma', sampling: '4:1:1', filter: 'linear' },
      { kind: 'grey' },
      { kind: 'webp', quality: 80 },
      { kind: 'jpeg', quality: 85, chromaSubsampling: '4:2:0' },
    ];
    expect(chainTags(steps).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'EarlierJpegQuality: 94',
      'EarlierJpegSubsampling: 4:2:2',
      'EarlierJpegTables: apple',
      'Resize: 0.5 mitchell',
      'ResizeLibrary: libvips',
      'WorkingSpace: display-p3 lost',
      'ChromaStorage: 4:1:1 linear',
      'Greyscale: luma',
      'WebpQuality: 80',
      'JpegQuality: 85',
      'JpegSubsampling: 4:2:0',
    ]);
  });
});
