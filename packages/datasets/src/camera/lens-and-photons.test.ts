import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { trainingBatch } from '../batch/training-batch.ts';
import { blankImage } from '../blank-image.ts';
import { distortImage } from '../distort/distort-image.ts';
import { jpegLoss } from '../jpeg/jpeg-loss.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { bendPlane } from './bend-plane.ts';
import type { CameraProfile } from './camera-profile.ts';
import { countPhotons } from './count-photons.ts';
import { sampleMosaic } from './sample-mosaic.ts';
import { simulateCamera } from './simulate-camera.ts';

const plain: CameraProfile = {
  bayerPhase: 0,
  blurSigma: 0,
  shotNoise: 0,
  readNoise: 0,
  whiteBalance: { red: 1, blue: 1 },
  demosaic: 'malvar',
  denoise: { kind: 'none' },
  saturation: 1,
  toneCurve: { gamma: 2.2, contrast: 0 },
  sharpen: { amount: 0, radius: 0 },
  jpegQuality: null,
  chromaSubsampling: '4:4:4',
};

/** A smooth wave, whose value between pixels is known. */
const wave = (x: number, y: number): number => 0.5 + 0.3 * Math.sin(x / 7 + y / 11);
const [width, height] = [80, 60];
const centre = { x: 39.5, y: 29.5 };
const plane = Float32Array.from({ length: width * height }, (_, i) =>
  wave(i % width, Math.floor(i / width)),
);

describe('bendPlane', () => {
  test.each([
    { distortion: 0.1, fringe: 0 },
    { distortion: -0.08, fringe: 0.01 },
    { distortion: 0, fringe: -0.02 },
  ])('a place is read where the model says, for $distortion and $fringe', (lens) => {
    const radius = 50;
    const bent = bendPlane(plane, width, { centre, radius, held: centre, ...lens });
    let worst = 0;
    for (let y = 8; y < height - 8; y += 1) {
      for (let x = 8; x < width - 8; x += 1) {
        const [right, down] = [x - centre.x, y - centre.y];
        const scale =
          (1 + (lens.distortion * (right ** 2 + down ** 2)) / radius ** 2) / (1 + lens.fringe);
        const expected = wave(centre.x + right * scale, centre.y + down * scale);
        worst = Math.max(worst, Math.abs(bent[y * width + x]! - expected));
      }
    }
    expect(worst).toBeLessThan(1e-3);
  });

  test('its distortion is that of `distortImage`', () => {
    const image = blankImage(width, height);
    image.data.forEach((_, i) => {
      image.data[i] = Math.round(255 * plane[Math.floor(i / 3)]!);
    });
    const radius = Math.hypot(width, height) / 2;
    const lens = { centre, radius, held: centre, distortion: 0.12, fringe: 0 };
    const bent = bendPlane(plane, width, lens);
    const other = distortImage(image, { coefficient: 0.12 });
    const differences = bent.map((value, i) => Math.abs(255 * value - other.data[3 * i]!));
    expect(Math.max(...differences)).toBeLessThan(1.5);
  });

  test('a part of a picture is bent as the part of the whole, moved so that its middle is held', () => {
    const lens = { radius: 50, distortion: 0.1, fringe: 0.004 };
    const held = { x: 55, y: 20 };
    const bent = bendPlane(plane, width, { ...lens, centre, held });
    const [right, down] = [held.x - centre.x, held.y - centre.y];
    const stretch = 1 + (0.1 * (right ** 2 + down ** 2)) / 2500;
    // Only the fringe is left at the place itself.
    const x = held.x + right * (stretch / 1.004 - stretch);
    const y = held.y + down * (stretch / 1.004 - stretch);
    expect(bent[held.y * width + held.x]).toBeCloseTo(wave(x, y), 3);
  });

  test('an empty lens copies, light stays above 0, and what is beyond the model is refused', () => {
    const none = { centre, radius: 50, held: centre, distortion: 0, fringe: 0 };
    const same = bendPlane(plane, width, none);
    expect(same).toEqual(plane);
    expect(same).not.toBe(plane);
    const edge = plane.map((_, i) => (i % width < 40 ? 0 : 1));
    expect(Math.min(...bendPlane(edge, width, { ...none, fringe: 0.03 }))).toBe(0);
    expect(() => bendPlane(plane, width, { ...none, distortion: 0.4 })).toThrow(/got 0\.4 and 0/);
    expect(() => bendPlane(plane, width, { ...none, fringe: Number.NaN })).toThrow(/got 0 and NaN/);
    expect(() => bendPlane(plane, width, { ...none, radius: 0 })).toThrow(/positive radius.*got 0/);
  });
});

describe('a lens in a simulated camera', () => {
  /** Soft white lines on black, wide enough for the mosaic. */
  const lines = (): RasterImage => {
    const image = blankImage(200, 160);
    image.data.forEach((_, i) => {
      const x = Math.floor(i / 3) % 200;
      image.data[i] = 30 + 190 * Math.exp(-0.5 * (((x % 40) - 20) / 4) ** 2);
    });
    return image;
  };

  test('a red fringe moves red outwards from the optical centre, and not green or blue', async () => {
    const lens = { distortion: 0, redFringe: 0.02, blueFringe: 0 };
    // Other ways of demosaicing correct red by green, and so pull the fringe back.
    const apart: CameraProfile = { ...plain, demosaic: 'bilinear' };
    const [bent, straight] = await Promise.all(
      [{ ...apart, lens }, apart].map((profile) => simulateCamera(lines(), profile)),
    );
    const middleOf = (image: RasterImage, channel: number, from: number): number => {
      let [sum, weights] = [0, 0];
      for (let x = from; x < from + 40; x += 1) {
        const weight = Math.max(0, image.data[(80 * 200 + x) * 3 + channel]! - 40);
        sum += weight * x;
        weights += weight;
      }
      return sum / weights;
    };
    for (const from of [0, 160]) {
      const shift = (channel: number): number =>
        middleOf(bent!, channel, from) - middleOf(straight!, channel, from);
      const distance = middleOf(straight!, 0, from) - 99.5;
      expect(Math.abs(shift(0) - 0.02 * distance)).toBeLessThan(0.25);
      expect(Math.abs(shift(1))).toBeLessThan(0.1);
      expect(Math.abs(shift(2))).toBeLessThan(0.1);
    }
  });

  test('tables of a camera and chroma of 4:2:2 are those of the file', async () => {
    const scene = proceduralScene(64, 48, createRandom('tables'));
    const profile: CameraProfile = {
      ...plain,
      jpegQuality: 93,
      chromaSubsampling: '4:2:2',
      jpegTables: 'canon',
    };
    const raw = await simulateCamera(scene, plain);
    const saved = jpegLoss(raw, { quality: 93, chromaSubsampling: '4:2:2', tables: 'canon' });
    expect(await simulateCamera(scene, profile)).toEqual(saved);
  });
});

describe('countPhotons', () => {
  test.each([0.3, 4, 30, 49.9, 60, 900])(
    'at a mean of %f the counts have the mean and the variance of Poisson',
    (mean) => {
      const random = createRandom('photons', mean);
      const counts = Array.from({ length: 20_000 }, () => countPhotons(mean, random));
      const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      const variance = counts.reduce((sum, c) => sum + (c - average) ** 2, 0) / counts.length;
      expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      // Four standard errors of the mean, and of the variance.
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 20_000));
      expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / 20_000));
    },
  );

  test('few photons are as often none, one or two as the distribution says', () => {
    const random = createRandom('few');
    const counts = Array.from({ length: 20_000 }, () => countPhotons(0.8, random));
    for (const [count, share] of [0, 1, 2].map((k) => [
      k,
      (Math.exp(-0.8) * 0.8 ** k) / [1, 1, 2][k]!,
    ])) {
      const got = counts.filter((value) => value === count).length / counts.length;
      expect(Math.abs(got - share!)).toBeLessThan(0.014);
    }
    expect(countPhotons(0, random)).toBe(0);
  });

  test('in the dark a sensor that counts gives whole numbers of photons', () => {
    const dark = blankImage(60, 40);
    dark.data.fill(20);
    const profile: CameraProfile = { ...plain, shotNoise: 2e-3, photonNoise: 'poisson' };
    const { samples } = sampleMosaic(dark, profile, createRandom('dark'));
    const photons = samples.map((value) => value / 2e-3);
    expect(photons.every((value) => Math.abs(value - Math.round(value)) < 1e-3)).toBe(true);
    expect(new Set(photons.map(Math.round)).size).toBeGreaterThan(4);
  });
});

describe('trainingBatch with lenses, photons and tables', () => {
  test('options of cameras and chains reach the batch, which says so in words', async () => {
    const crops = [0, 1].map((k) => proceduralScene(320, 320, createRandom('lens', k)));
    const photo = { id: 'p', group: 'g', tags: [], colourChart: false, crops: async () => crops };
    const camera = { lensShare: 1, poissonShare: 1, cameraTablesShare: 1 };
    const options = { photosPerBatch: 0, cameraPairs: 3, patchSize: 32, processingTagKeep: 1 };
    const batch = { seed: 1, step: 0, ...options, camera };
    const { sentences, patches } = await trainingBatch([photo], batch);
    expect(sentences.every((text) => /LensDistortion: .*PhotonNoise: poisson/.test(text))).toBe(
      true,
    );
    expect(sentences.some((text) => text.includes('JpegTables: '))).toBe(true);
    expect(patches.data.some((value) => value > 60)).toBe(true);
  });
});
