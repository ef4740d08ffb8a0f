import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import type { Random } from '../random/random.ts';
import type { LensPlace } from './bend-plane.ts';
import type { CameraProfile } from './camera-profile.ts';
import { demosaic } from './demosaic.ts';
import { denoiseLight } from './denoise-light.ts';
import { developLight } from './develop-light.ts';
import { sampleMosaic } from './sample-mosaic.ts';
import { sharpenLuma } from './sharpen-luma.ts';

/**
 * What a simulated camera makes of a scene before it saves: mosaic with noise, demosaicing,
 * denoising, saturation, tone curve and sharpening.
 *
 * @param scene - sRGB, at least 2×2 pixels
 * @param place - where the lens looks, for a scene that is a part of the picture
 * @throws RangeError for a scene below 2×2, or a lens beyond its limits
 */
export function exposeScene(
  scene: RasterImage,
  profile: CameraProfile,
  random: Random,
  place?: LensPlace,
): RasterImage {
  const { width, height } = scene;
  const light = demosaic(sampleMosaic(scene, profile, random, place), profile.demosaic);
  const levels = denoiseLight(light, width, profile);
  developLight(levels, profile);
  sharpenLuma(levels, width, profile.sharpen);
  const image = blankImage(width, height);
  // Several times as fast as `set`, which converts from floats one by one.
  const out = clampedBytes(image.data);
  for (let i = 0; i < out.length; i += 1) out[i] = levels[i]!;
  return image;
}
