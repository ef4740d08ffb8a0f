import type { RasterImage } from '@exifclip/image';
import { clampedBytes } from '../clamped-bytes.ts';
import type { Random } from '../random/random.ts';
import { fractalNoise } from './fractal-noise.ts';
import { hsvColour } from './scene-colour.ts';

/** Fills an image with a sky that pales towards the horizon, and clouds; in place. */
export function paintSky(image: RasterImage, random: Random): void {
  const { width, height } = image;
  const out = clampedBytes(image.data);
  const clouds = fractalNoise(width, height, random, { roughness: 0.62, stretch: 2 });
  const hue = random.uniform(0.54, 0.64);
  const zenith = hsvColour(hue, random.uniform(0.35, 0.75), random.uniform(0.55, 0.9));
  const haze = hsvColour(hue + random.uniform(-0.02, 0.4), 0.12, random.uniform(0.75, 0.92));
  const cover = random.uniform(-0.6, 1.2);
  for (let y = 0, i = 0; y < height; y += 1) {
    const low = (y / height) ** 0.7;
    for (let x = 0; x < width; x += 1, i += 1) {
      const cloud = 0.92 / (1 + Math.exp(-2.5 * (clouds[i]! - cover)));
      // Clouds are grey below and white where they are thick.
      const white = 205 + 22 * clouds[i]!;
      for (let c = 0; c < 3; c += 1) {
        const sky = zenith[c]! + low * (haze[c]! - zenith[c]!);
        out[i * 3 + c] = sky + cloud * (white - sky);
      }
    }
  }
}
