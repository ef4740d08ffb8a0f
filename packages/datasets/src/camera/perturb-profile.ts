import type { Random } from '../random/random.ts';
import type { CameraProfile } from './camera-profile.ts';
import { profileTags } from './profile-tags.ts';
import { randomProfile } from './random-profile.ts';

/**
 * A camera that differs from another in two to four settings, each by enough to read differently
 * in `profileTags`: the hard pairs of training. The layout of the colour filter is kept; a pair
 * that differs by it alone would say nothing once patches are flipped.
 */
export function perturbProfile(profile: CameraProfile, random: Random): CameraProfile {
  const count = 2 + random.integer(3);
  return random
    .shuffle(SETTINGS)
    .slice(0, count)
    .reduce((changed, setting) => changeSetting(changed, setting, random), profile);
}

/** Fields that are drawn together, since they are one setting to a camera. */
type Setting = ReadonlyArray<Exclude<keyof CameraProfile, 'bayerPhase' | 'prnu'>>;

const SETTINGS: readonly Setting[] = [
  ['blurSigma'],
  ['shotNoise', 'readNoise'],
  ['whiteBalance'],
  ['demosaic'],
  ['denoise'],
  ['saturation'],
  ['toneCurve'],
  ['sharpen'],
  ['jpegQuality', 'chromaSubsampling'],
];

function changeSetting(profile: CameraProfile, setting: Setting, random: Random): CameraProfile {
  const before = words(profile);
  for (;;) {
    const other = randomProfile(random);
    const changed = Object.fromEntries(setting.map((field) => [field, other[field]]));
    const result = { ...profile, ...changed };
    if (words(result) !== before) return result;
  }
}

function words(profile: CameraProfile): string {
  return profileTags(profile)
    .map(({ name, value }) => `${name}=${value}`)
    .join();
}
