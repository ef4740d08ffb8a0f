import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import type { CameraProfile } from './camera-profile.ts';
import { exifOfProfile } from './exif-of-profile.ts';
import { profileFromExif } from './profile-from-exif.ts';
import { profileFromTags } from './profile-from-tags.ts';
import { profileTags } from './profile-tags.ts';
import { randomProfile } from './random-profile.ts';

const everything = { lensShare: 0.5, poissonShare: 0.5, cameraTablesShare: 0.5 };
const profiles = Array.from({ length: 200 }, (_, i) =>
  randomProfile(createRandom('words', i), everything),
);

describe('profileFromTags', () => {
  test('a camera read from its words has the same words, and settings within their rounding', () => {
    for (const profile of profiles) {
      const read = profileFromTags([{ name: 'Make', value: 'Canon' }, ...profileTags(profile)]);
      expect(profileTags(read)).toEqual(profileTags(profile));
      const rounding: [(camera: CameraProfile) => number, number][] = [
        [(camera) => camera.blurSigma, 0.05],
        [(camera) => camera.whiteBalance.red, 0.1],
        [(camera) => camera.saturation, 0.05],
        [(camera) => camera.toneCurve.gamma, 0.05],
        [(camera) => camera.sharpen.radius, 0.1],
        [(camera) => camera.lens?.distortion ?? 0, 0.005],
        [(camera) => camera.lens?.redFringe ?? 0, 0.0001],
      ];
      for (const [setting, most] of rounding) {
        expect(Math.abs(setting(read) - setting(profile))).toBeLessThanOrEqual(most + 1e-9);
      }
      expect(Math.abs(read.shotNoise / profile.shotNoise - 1)).toBeLessThan(0.34);
      expect(read.bayerPhase).toBe(profile.bayerPhase);
      expect(read.jpegQuality).toBe(profile.jpegQuality);
    }
  });

  test('a missing tag, a word that is none and a number that is none are named', () => {
    const tags = profileTags(profiles[0]!);
    const without = (name: string) => tags.filter((tag) => tag.name !== name);
    const changed = (name: string, value: string) => [...without(name), { name, value }];
    expect(() => profileFromTags([])).toThrow(/expected JpegQuality to be there, got nothing/);
    expect(() => profileFromTags(without('LensBlur'))).toThrow(/LensBlur to be there/);
    expect(() => profileFromTags(changed('Demosaicing', 'magic'))).toThrow(
      /Demosaicing to be bilinear.*got magic/,
    );
    expect(() => profileFromTags(changed('ShotNoise', 'much'))).toThrow(/ShotNoise.*got much/);
    expect(() => profileFromTags(changed('NoiseReduction', 'bilateral x'))).toThrow(
      /NoiseReduction.*got bilateral x/,
    );
  });
});

describe('profileFromExif', () => {
  const from = (tags: Record<string, string>): CameraProfile =>
    profileFromExif(
      Object.entries(tags).map(([name, value]) => ({ name, value })),
      createRandom('exif'),
    );

  test('a higher sensitivity is noisier, and its noise is taken out', () => {
    const [low, high] = ['100', '3200'].map((iso) => from({ PhotographicSensitivity: iso }));
    expect(high!.shotNoise / low!.shotNoise).toBeCloseTo(32, 5);
    expect(high!.readNoise).toBeGreaterThan(low!.readNoise);
    expect(low!.denoise.kind).toBe('none');
    expect(high!.denoise.kind).toBe('bilateral');
  });

  test('words decide on the settings that they name, and the f-number on blur', () => {
    const soft = from({ Sharpness: 'Soft', Saturation: 'Low', Contrast: 'Low', FNumber: '5.6' });
    const hard = from({ Sharpness: 'Hard', Saturation: 'High', Contrast: 'High', FNumber: '22' });
    expect(hard.sharpen.amount).toBeGreaterThan(soft.sharpen.amount);
    expect(hard.saturation).toBeGreaterThan(soft.saturation);
    expect(hard.toneCurve.contrast).toBeGreaterThan(soft.toneCurve.contrast);
    expect(hard.blurSigma).toBeGreaterThan(soft.blurSigma);
    const file = from({
      JPEGQualityEstimate: '93',
      YCbCrSubSampling: 'YCbCr4:2:2 (2 1)',
      LightSource: 'Tungsten (Incandescent)',
    });
    expect([file.jpegQuality, file.chromaSubsampling]).toEqual([93, '4:2:2']);
    expect(file.whiteBalance.blue).toBeGreaterThan(file.whiteBalance.red);
  });

  test('no tags, and tags that say nothing, leave a random camera', () => {
    const drawn = randomProfile(createRandom('exif'));
    expect(from({})).toEqual(drawn);
    const odd = { PhotographicSensitivity: 'Unknown', FNumber: '0', Sharpness: 'Unknown (7)' };
    expect(from(odd)).toEqual(drawn);
  });
});

describe('exifOfProfile', () => {
  test('the EXIF of a camera made from EXIF says the same again', () => {
    for (const iso of ['100', '400', '1600']) {
      for (const strength of [0, 1, 2]) {
        const tags = [
          { name: 'PhotographicSensitivity', value: iso },
          { name: 'LightSource', value: 'Daylight' },
          { name: 'Contrast', value: ['Low', 'Normal', 'High'][strength]! },
          { name: 'Saturation', value: ['Low', 'Normal', 'High'][strength]! },
          { name: 'Sharpness', value: ['Soft', 'Normal', 'Hard'][strength]! },
        ];
        expect(exifOfProfile(profileFromExif(tags, createRandom(strength)))).toEqual(tags);
      }
    }
  });

  test('every camera has EXIF of the words of the standard', () => {
    for (const profile of profiles) {
      const text = exifOfProfile(profile)
        .map(({ name, value }) => `${name}: ${value}`)
        .join(', ');
      expect(text).toMatch(
        /^PhotographicSensitivity: \d+, LightSource: [\w ()]+, Contrast: (Low|Normal|High), /,
      );
    }
  });
});
