import type { ExifTags } from '@exifclip/exif-text';
import type { CameraProfile } from './camera-profile.ts';
import { contrasts, isoOf, lights, saturations, sharpness, wordOf } from './exif-settings.ts';

/**
 * The EXIF that a simulated camera could have written: its noise as a sensitivity, its white
 * balance as the nearest light, and Contrast, Saturation and Sharpness in the three words that the
 * standard has for each. For demonstrations; `profileTags` says all that is known.
 */
export function exifOfProfile({
  shotNoise,
  whiteBalance,
  toneCurve,
  saturation,
  sharpen,
}: CameraProfile): ExifTags {
  return [
    { name: 'PhotographicSensitivity', value: String(isoOf(shotNoise)) },
    { name: 'LightSource', value: nearestLight(whiteBalance) },
    { name: 'Contrast', value: wordOf(contrasts, toneCurve.contrast) },
    { name: 'Saturation', value: wordOf(saturations, saturation) },
    { name: 'Sharpness', value: wordOf(sharpness, sharpen.amount) },
  ];
}

function nearestLight({ red, blue }: CameraProfile['whiteBalance']): string {
  const [nearest] = Object.entries(lights)
    .map(([name, gains]) => ({ name, distance: Math.hypot(gains.red - red, gains.blue - blue) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest!.name;
}
