import type { RasterImage } from '@exifclip/image';
import { gaussianWeights } from '../gaussian-weights.ts';
import { createRandom, type Random } from '../random/random.ts';
import { sumRows } from '../sum-rows.ts';
import { bendPlane, type LensPlace } from './bend-plane.ts';
import type { CameraProfile } from './camera-profile.ts';
import { countPhotons } from './count-photons.ts';
import { createMosaic, MOSAIC_BORDER, type Mosaic, mirrorBorder } from './mosaic.ts';

/**
 * What the sensor of a camera makes of a scene: the scene in linear light, bent and blurred by the
 * lens, one colour a pixel, with photon noise (Poisson, or its normal approximation) and read
 * noise, clipped, and white-balanced.
 *
 * @param scene - sRGB, at least 2×2 pixels
 * @param place - where the lens looks, for a scene that is a part of the picture
 * @throws RangeError for a scene below 2×2, or a lens beyond its limits
 */
export function sampleMosaic(
  scene: RasterImage,
  profile: CameraProfile,
  random: Random,
  place?: LensPlace,
): Mosaic {
  const { width, height } = scene;
  const { shotNoise, readNoise, whiteBalance } = profile;
  const countsPhotons = profile.photonNoise === 'poisson' && shotNoise > 0;
  const mosaic = createMosaic(width, height, profile.bayerPhase);
  const light = throughLens(linearPlanes(scene), width, profile, place);
  const weights = gaussianWeights(profile.blurSigma);
  const pattern = pixelGains(width * height, profile);
  const gains = [whiteBalance.red, 1, whiteBalance.blue];
  const readVariance = readNoise * readNoise;
  const starts = new Int32Array(weights.length);
  const greenRow = new Float32Array(width + weights.length - 1);
  const ownRow = new Float32Array(width + weights.length - 1);
  for (let y = 0, pixel = 0; y < height; y += 1) {
    // Rows see green and one other colour, `own`, so only these two are blurred.
    const hasRed = ((y ^ mosaic.redY) & 1) === 0;
    const own = hasRed ? 0 : 2;
    const first = hasRed ? mosaic.redX : 1 - mosaic.redX;
    rowStarts(y, width, height, starts);
    blurColumn(light[1], starts, weights, greenRow);
    blurColumn(light[own], starts, weights, ownRow);
    const to = (y + MOSAIC_BORDER) * mosaic.stride + MOSAIC_BORDER;
    for (let x = 0; x < width; x += 1, pixel += 1) {
      const isOwn = ((x ^ first) & 1) === 0;
      const gain = isOwn ? gains[own]! : 1;
      const seen = dot(isOwn ? ownRow : greenRow, x, weights);
      const signal = (seen / gain) * (pattern ? pattern[pixel]! : 1);
      let value = signal;
      if (countsPhotons) {
        const photons = countPhotons(signal / shotNoise, random);
        value = photons * shotNoise + readNoise * random.normal();
      } else {
        const sigma = Math.sqrt(shotNoise * signal + readVariance);
        if (sigma > 0) value = signal + sigma * random.normal();
      }
      mosaic.samples[to + x] = gain * Math.min(Math.max(value, 0), 1);
    }
  }
  mirrorBorder(mosaic);
  return mosaic;
}

type Planes = readonly [red: Float32Array, green: Float32Array, blue: Float32Array];

function throughLens(
  light: Planes,
  width: number,
  { lens }: CameraProfile,
  place: LensPlace | undefined,
): Planes {
  if (!lens) return light;
  const height = light[0].length / width;
  const {
    centre = { x: (width - 1) / 2, y: (height - 1) / 2 },
    radius = Math.hypot(width, height) / 2,
    held = centre,
  } = place ?? {};
  const bend = (plane: Float32Array, fringe: number): Float32Array =>
    bendPlane(plane, width, { centre, radius, held, distortion: lens.distortion, fringe });
  return [bend(light[0], lens.redFringe), bend(light[1], 0), bend(light[2], lens.blueFringe)];
}

function linearPlanes({ data, width, height }: RasterImage): Planes {
  const red = new Float32Array(width * height);
  const green = new Float32Array(width * height);
  const blue = new Float32Array(width * height);
  for (let i = 0, from = 0; i < red.length; i += 1, from += 3) {
    red[i] = SRGB_TO_LINEAR[data[from]!]!;
    green[i] = SRGB_TO_LINEAR[data[from + 1]!]!;
    blue[i] = SRGB_TO_LINEAR[data[from + 2]!]!;
  }
  return [red, green, blue];
}

/** IEC 61966-2-1. */
const SRGB_TO_LINEAR = Float32Array.from({ length: 256 }, (_, level) => {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Where the rows around a row begin in a plane, borders repeated. */
function rowStarts(y: number, width: number, height: number, starts: Int32Array): void {
  const reach = (starts.length - 1) / 2;
  for (let k = 0; k < starts.length; k += 1) {
    starts[k] = Math.min(Math.max(y + k - reach, 0), height - 1) * width;
  }
}

/** One row of a plane after the vertical blur, its ends repeated for the horizontal one. */
function blurColumn(
  source: Float32Array,
  starts: Int32Array,
  weights: Float32Array,
  row: Float32Array,
): void {
  const reach = (weights.length - 1) / 2;
  const width = row.length - 2 * reach;
  sumRows({ source, starts, count: starts.length, weights, first: 0 }, row, reach, width);
  row.fill(row[reach]!, 0, reach);
  row.fill(row[reach + width - 1]!, reach + width);
}

function dot(row: Float32Array, x: number, weights: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k += 1) sum += weights[k]! * row[x + k]!;
  return sum;
}

/** The same for every image of one size by one sensor. */
function pixelGains(count: number, { prnu }: CameraProfile): Float32Array | undefined {
  if (!prnu) return undefined;
  const random = createRandom(prnu.seed, 'prnu');
  return new Float32Array(count).map(() => Math.max(0, 1 + prnu.strength * random.normal()));
}
