import type { CameraProfile } from './camera-profile.ts';
import { denoiseBilateral } from './denoise-bilateral.ts';
import { denoiseMedian } from './denoise-median.ts';

/**
 * Takes noise out of linear light as a profile says.
 *
 * @param light - interleaved RGB; it is not changed
 */
export function denoiseLight(
  light: Float32Array,
  width: number,
  profile: CameraProfile,
): Float32Array {
  switch (profile.denoise.kind) {
    case 'none':
      return light;
    case 'median':
      return denoiseMedian(light, width);
    case 'bilateral':
      return denoiseBilateral(light, width, { ...profile, strength: profile.denoise.strength });
  }
}
