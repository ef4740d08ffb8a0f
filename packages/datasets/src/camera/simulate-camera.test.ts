import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { jpegLoss } from '../jpeg/jpeg-loss.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import type { CameraProfile, Denoise } from './camera-profile.ts';
import { denoiseBilateral } from './denoise-bilateral.ts';
import { denoiseMedian } from './denoise-median.ts';
import { perturbProfile } from './perturb-profile.ts';
import { profileTags } from './profile-tags.ts';
import { randomProfile } from './random-profile.ts';
import { sampleMosaic } from './sample-mosaic.ts';
import { simulateCamera } from './simulate-camera.ts';

/** A camera without noise, whose tone curve is about that of sRGB. */
const plain: CameraProfile = {
  bayerPhase: 0,
  blurSigma: 0,
  shotNoise: 0,
  readNoise: 0,
  whiteBalance: { red: 1.83, blue: 1.41 },
  demosaic: 'malvar',
  denoise: { kind: 'none' },
  saturation: 1,
  toneCurve: { gamma: 2.2, contrast: 0 },
  sharpen: { amount: 0, radius: 0 },
  jpegQuality: null,
  chromaSubsampling: '4:2:0',
};

const grey = (level: number, width = 32, height = 24): RasterImage => {
  const image = blankImage(width, height);
  image.data.fill(level);
  return image;
};

describe('simulateCamera', () => {
  test('a constant grey scene without noise stays constant, through every setting', async () => {
    const scene = grey(120);
    for (const demosaic of ['bilinear', 'malvar', 'edge-directed', 'smooth-hue'] as const) {
      const denoises: Denoise[] = [
        { kind: 'none' },
        { kind: 'median' },
        { kind: 'bilateral', strength: 3 },
      ];
      for (const denoise of denoises) {
        const profile = {
          ...plain,
          demosaic,
          denoise,
          blurSigma: 0.8,
          saturation: 1.4,
          toneCurve: { gamma: 2.1, contrast: 0.5 },
          sharpen: { amount: 1.5, radius: 1.2 },
          jpegQuality: 90,
        };
        const { data } = await simulateCamera(scene, profile);
        expect(new Set(data).size).toBe(1);
      }
    }
  });

  test('without noise, a plain camera gives back a smooth scene to a few grey levels', async () => {
    const scene = blankImage(64, 48);
    scene.data.forEach((_, i) => {
      const x = Math.floor(i / 3) % 64;
      const y = Math.floor(i / 192);
      scene.data[i] = 60 + 2 * x + [0, 20, -20][i % 3]! + y;
    });
    const { data } = await simulateCamera(scene, plain);
    let worst = 0;
    for (let y = 4; y < 44; y += 1) {
      for (let i = (y * 64 + 4) * 3; i < (y * 64 + 60) * 3; i += 1) {
        worst = Math.max(worst, Math.abs(data[i]! - scene.data[i]!));
      }
    }
    // A power of 1/2.2 is up to 3 levels off the curve of sRGB.
    expect(worst).toBeLessThanOrEqual(4);
  });

  test('the variance of the raw signal is that of photon and read noise', () => {
    const profile = {
      ...plain,
      shotNoise: 4e-4,
      readNoise: 3e-3,
      whiteBalance: { red: 1, blue: 1 },
    };
    for (const level of [60, 128, 220]) {
      const { samples, stride } = sampleMosaic(grey(level, 160, 120), profile, createRandom(level));
      const values: number[] = [];
      for (let y = 4; y < 124; y += 1)
        values.push(...samples.subarray(y * stride + 4, y * stride + 164));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(Math.abs(variance / (4e-4 * mean + 9e-6) - 1)).toBeLessThan(0.05);
    }
  });

  test('a photo depends on its seed only, and ends as the JPEG of the profile', async () => {
    const scene = proceduralScene(80, 60, createRandom('camera'));
    const profile = {
      ...plain,
      shotNoise: 1e-3,
      readNoise: 2e-3,
      denoise: { kind: 'median' } as const,
    };
    const shoot = (seed: number, jpegQuality: number | null): Promise<RasterImage> =>
      simulateCamera(scene, { ...profile, jpegQuality }, { random: createRandom(seed) });
    const photo = await shoot(1, null);
    const differs = async (other: Promise<RasterImage>, from: RasterImage): Promise<boolean> =>
      Buffer.compare((await other).data, from.data) !== 0;
    expect(await differs(shoot(1, null), photo)).toBe(false);
    expect(await differs(shoot(2, null), photo)).toBe(true);
    const saved = jpegLoss(photo, { quality: 70, chromaSubsampling: '4:2:0' });
    expect(await differs(shoot(1, 70), saved)).toBe(false);
  });

  test('unequal pixels leave the same pattern in every photo of one sensor', async () => {
    const shoot = async (seed: number, noise: number): Promise<Uint8Array> => {
      const profile = { ...plain, prnu: { strength: 0.05, seed }, readNoise: 0.002 };
      return (await simulateCamera(grey(150, 64, 64), profile, { random: createRandom(noise) }))
        .data;
    };
    const correlation = (a: Uint8Array, b: Uint8Array): number => {
      const centred = (data: Uint8Array): number[] => {
        const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
        return Array.from(data, (value) => value - mean);
      };
      const [p, q] = [centred(a), centred(b)];
      const dot = (u: number[], v: number[]): number =>
        u.reduce((sum, value, i) => sum + value * v[i]!, 0);
      return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
    };
    const first = await shoot(1, 1);
    expect(correlation(first, await shoot(1, 2))).toBeGreaterThan(0.8);
    expect(Math.abs(correlation(first, await shoot(2, 2)))).toBeLessThan(0.1);
  });

  test('one pixel is refused, as it lacks a colour', async () => {
    await expect(simulateCamera(grey(9, 1, 1), plain)).rejects.toThrow(/at least 2×2.*got 1×1/);
  });
});

describe('denoising', () => {
  const random = createRandom('denoise');
  const width = 40;
  const light = Float32Array.from({ length: width * 30 * 3 }, () => 0.5 + 0.02 * random.normal());
  const deviation = (values: Float32Array): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  };

  test('`denoiseMedian` agrees with sorting, borders repeated', () => {
    const result = denoiseMedian(light, width);
    for (const [x, y] of [
      [0, 0],
      [39, 29],
      [17, 11],
      [39, 3],
    ] as const) {
      for (const c of [0, 1, 2]) {
        const values: number[] = [];
        for (const dy of [-1, 0, 1]) {
          for (const dx of [-1, 0, 1]) {
            const column = Math.min(Math.max(x + dx, 0), width - 1);
            const row = Math.min(Math.max(y + dy, 0), 29);
            values.push(light[(row * width + column) * 3 + c]!);
          }
        }
        values.sort((a, b) => a - b);
        expect(result[(y * width + x) * 3 + c]).toBeCloseTo(values[4]!, 5);
      }
    }
  });

  test('`denoiseBilateral` takes out noise and keeps an edge that is far above it', () => {
    const noise = { strength: 4, shotNoise: 0, readNoise: 0.02 };
    expect(deviation(denoiseBilateral(light, width, noise))).toBeLessThan(0.6 * deviation(light));
    const edge = light.map((_, i) => (Math.floor(i / 3) % width < 20 ? 0.2 : 0.8));
    expect(denoiseBilateral(edge, width, noise)).toEqual(edge);
  });
});

describe('profiles', () => {
  const text = (profile: CameraProfile): string[] =>
    profileTags(profile).map(({ name, value }) => `${name}: ${value}`);

  test('`profileTags` says every setting in words', () => {
    expect(text({ ...plain, shotNoise: 3.4e-4, readNoise: 2e-3, jpegQuality: 85 })).toEqual([
      'BayerPattern: RGGB',
      'LensBlur: 0',
      'ShotNoise: 3e-4',
      'ReadNoise: 2e-3',
      'RedGain: 1.8',
      'BlueGain: 1.4',
      'Demosaicing: malvar',
      'NoiseReduction: none',
      'ColourSaturation: 1',
      'ToneGamma: 2.2',
      'ToneContrast: 0',
      'SharpenAmount: 0',
      'SharpenRadius: 0',
      'JpegQuality: 85',
      'JpegSubsampling: 4:2:0',
    ]);
    expect(text(plain)).toContain('JpegQuality: none');
  });

  test('`perturbProfile` changes two to four settings, all of them in words, and not the filter', () => {
    const settings = [
      ['LensBlur'],
      ['ShotNoise', 'ReadNoise'],
      ['RedGain', 'BlueGain'],
      ['Demosaicing'],
      ['NoiseReduction'],
      ['ColourSaturation'],
      ['ToneGamma', 'ToneContrast'],
      ['SharpenAmount', 'SharpenRadius'],
      ['JpegQuality', 'JpegSubsampling'],
    ];
    const counts = new Set<number>();
    for (let seed = 0; seed < 300; seed += 1) {
      const random = createRandom('perturb', seed);
      const profile = randomProfile(random);
      const other = perturbProfile(profile, random);
      const [a, b] = [text(profile), text(other)];
      const changed = settings.filter((names) =>
        names.some(
          (name) =>
            a.find((word) => word.startsWith(name)) !== b.find((word) => word.startsWith(name)),
        ),
      );
      counts.add(changed.length);
      expect(other.bayerPhase).toBe(profile.bayerPhase);
    }
    expect([...counts].sort((a, b) => a - b)).toEqual([2, 3, 4]);
  });

  test('`randomProfile` is the same for the same seed and photographs any scene', async () => {
    const scene = proceduralScene(40, 40, createRandom('any'));
    for (let seed = 0; seed < 40; seed += 1) {
      const profile = randomProfile(createRandom(seed));
      expect(randomProfile(createRandom(seed))).toEqual(profile);
      const { data } = await simulateCamera(scene, profile, { random: createRandom(seed) });
      expect(Math.max(...data) - Math.min(...data)).toBeGreaterThan(60);
    }
  });
});
