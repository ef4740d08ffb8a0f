import type { ExifTags } from '@exifclip/exif-text';
import { roundToStep } from '../round-to-step.ts';
import type { CameraProfile } from './camera-profile.ts';

/**
 * A simulated camera in words, a tag a setting. Continuous settings are rounded coarsely, so that
 * the same words come back often enough to be learnt; what a camera lacks is not mentioned. The
 * pattern of unequal pixels is the sensor's own and has no words.
 */
export function profileTags(profile: CameraProfile): ExifTags {
  const { toneCurve, sharpen, whiteBalance, jpegQuality } = profile;
  const tags = [
    { name: 'BayerPattern', value: BAYER_PATTERNS[profile.bayerPhase]! },
    { name: 'LensBlur', value: roundToStep(profile.blurSigma, 0.1) },
    ...lensTags(profile),
    { name: 'ShotNoise', value: oneDigit(profile.shotNoise) },
    { name: 'ReadNoise', value: oneDigit(profile.readNoise) },
    ...(profile.photonNoise ? [{ name: 'PhotonNoise', value: profile.photonNoise }] : []),
    { name: 'RedGain', value: roundToStep(whiteBalance.red, 0.2) },
    { name: 'BlueGain', value: roundToStep(whiteBalance.blue, 0.2) },
    { name: 'Demosaicing', value: profile.demosaic },
    { name: 'NoiseReduction', value: denoiseWords(profile) },
    { name: 'ColourSaturation', value: roundToStep(profile.saturation, 0.1) },
    { name: 'ToneGamma', value: roundToStep(toneCurve.gamma, 0.1) },
    { name: 'ToneContrast', value: roundToStep(toneCurve.contrast, 0.1) },
    { name: 'SharpenAmount', value: roundToStep(sharpen.amount, 0.2) },
    { name: 'SharpenRadius', value: roundToStep(sharpen.radius, 0.2) },
    { name: 'JpegQuality', value: jpegQuality === null ? 'none' : String(jpegQuality) },
  ];
  if (jpegQuality === null) return tags;
  const { chromaSubsampling, jpegTables } = profile;
  return [
    ...tags,
    { name: 'JpegSubsampling', value: chromaSubsampling },
    ...(jpegTables ? [{ name: 'JpegTables', value: jpegTables }] : []),
  ];
}

/** Fringes in thousandths. */
function lensTags({ lens }: CameraProfile): ExifTags {
  if (!lens) return [];
  return [
    { name: 'LensDistortion', value: roundToStep(lens.distortion, 0.01) },
    { name: 'RedFringe', value: roundToStep(1000 * lens.redFringe, 0.2) },
    { name: 'BlueFringe', value: roundToStep(1000 * lens.blueFringe, 0.2) },
  ];
}

/** By phase. */
export const BAYER_PATTERNS: readonly string[] = ['RGGB', 'GRBG', 'GBRG', 'BGGR'];

function denoiseWords({ denoise }: CameraProfile): string {
  if (denoise.kind !== 'bilateral') return denoise.kind;
  return `bilateral ${roundToStep(denoise.strength, 1)}`;
}

/** `0.00034` is `3e-4`. */
function oneDigit(value: number): string {
  return value.toExponential(0);
}
