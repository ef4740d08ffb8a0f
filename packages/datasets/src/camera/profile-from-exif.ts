import type { ExifTags } from '@exifclip/exif-text';
import type { Random } from '../random/random.ts';
import type { CameraProfile, Denoise } from './camera-profile.ts';
import {
  contrasts,
  lights,
  readNoiseOf,
  saturations,
  settingOf,
  sharpness,
  shotNoiseOf,
} from './exif-settings.ts';
import { randomProfile } from './random-profile.ts';

/**
 * A simulated camera that could have taken a photo with these EXIF tags: sensitivity decides on
 * noise and noise reduction, the f-number on blur, LightSource on white balance, and Sharpness,
 * Saturation, Contrast, JPEGQualityEstimate and YCbCrSubSampling on the settings that they name.
 * What no tag tells is drawn. The rules are plausible and measured on no camera.
 *
 * @param tags - as `readExifTags` gives them
 */
export function profileFromExif(tags: ExifTags, random: Random): CameraProfile {
  const values = new Map(tags.map(({ name, value }) => [name, value]));
  const number = (name: string): number | undefined => {
    const value = Number(values.get(name) ?? Number.NaN);
    return value > 0 && Number.isFinite(value) ? value : undefined;
  };
  const drawn = randomProfile(random);
  const iso = number('PhotographicSensitivity');
  const fNumber = number('FNumber');
  const quality = number('JPEGQualityEstimate');
  const amount = settingOf(sharpness, values.get('Sharpness') ?? '');
  return {
    ...drawn,
    ...(iso && { shotNoise: shotNoiseOf(iso), readNoise: readNoiseOf(iso), denoise: against(iso) }),
    ...(fNumber && { blurSigma: blurOf(fNumber) }),
    whiteBalance: lights[values.get('LightSource') ?? ''] ?? drawn.whiteBalance,
    saturation: settingOf(saturations, values.get('Saturation') ?? '') ?? drawn.saturation,
    toneCurve: {
      ...drawn.toneCurve,
      contrast: settingOf(contrasts, values.get('Contrast') ?? '') ?? drawn.toneCurve.contrast,
    },
    sharpen: amount === undefined ? drawn.sharpen : { amount, radius: drawn.sharpen.radius || 1 },
    ...(quality && quality <= 100 && { jpegQuality: Math.round(quality) }),
    chromaSubsampling: samplingOf(values.get('YCbCrSubSampling')) ?? drawn.chromaSubsampling,
  };
}

function against(iso: number): Denoise {
  if (iso <= 100) return { kind: 'none' };
  return { kind: 'bilateral', strength: Math.min(1.5 + Math.log2(iso / 100), 6) };
}

/** Softest wide open and, by diffraction, beyond f/8. */
function blurOf(fNumber: number): number {
  const wideOpen = fNumber < 2.8 ? 0.15 * Math.log2(2.8 / fNumber) : 0;
  const diffraction = fNumber > 8 ? 0.03 * (fNumber - 8) : 0;
  return Math.min(0.45 + wideOpen + diffraction, 1);
}

function samplingOf(words: string | undefined): CameraProfile['chromaSubsampling'] | undefined {
  const sampling = /4:(?:4:4|2:2|2:0)/.exec(words ?? '')?.[0];
  return sampling as CameraProfile['chromaSubsampling'] | undefined;
}
