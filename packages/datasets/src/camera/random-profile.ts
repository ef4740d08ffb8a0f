import type { Random } from '../random/random.ts';
import type { BayerPhase, CameraProfile, Denoise } from './camera-profile.ts';

/** How often a random camera has what is not in every one. */
export interface RandomProfileOptions {
  /** Share of cameras whose lens bends the picture, 0…1. @defaultValue 0 */
  lensShare?: number;
  /** Share of cameras that count few photons one by one, 0…1. @defaultValue 0 */
  poissonShare?: number;
  /** Share of JPEGs with tables other than libjpeg's, half of them at 4:2:2, 0…1. @defaultValue 0 */
  cameraTablesShare?: number;
}

/**
 * A random camera, from a clean and soft one to a noisy and over-sharpened one. Shares of 0 draw
 * nothing.
 */
export function randomProfile(random: Random, options: RandomProfileOptions = {}): CameraProfile {
  const profile = plainProfile(random);
  const { lensShare = 0, poissonShare = 0, cameraTablesShare = 0 } = options;
  if (lensShare > 0 && random.chance(lensShare)) profile.lens = randomLens(random);
  if (poissonShare > 0 && random.chance(poissonShare)) profile.photonNoise = 'poisson';
  if (cameraTablesShare > 0 && random.chance(cameraTablesShare)) {
    profile.jpegTables = random.pick(CAMERA_TABLES);
    if (random.chance(0.5)) profile.chromaSubsampling = '4:2:2';
  }
  return profile;
}

const CAMERA_TABLES = ['halved-mean', 'apple', 'canon', 'google', 'samsung', 'sony'] as const;

/** From what is seen nowhere to what is seen in every corner. */
function randomLens(random: Random): NonNullable<CameraProfile['lens']> {
  return {
    distortion: random.uniform(-0.06, 0.06),
    redFringe: random.uniform(-0.0015, 0.0015),
    blueFringe: random.uniform(-0.0015, 0.0015),
  };
}

function plainProfile(random: Random): CameraProfile {
  return {
    bayerPhase: random.integer(4) as BayerPhase,
    blurSigma: random.logUniform(0.35, 1),
    // From full wells of 50,000 electrons to 500, the latter at high sensitivity.
    shotNoise: random.logUniform(2e-5, 2e-3),
    readNoise: random.logUniform(3e-4, 6e-3),
    whiteBalance: { red: random.uniform(1.2, 2.4), blue: random.uniform(1.2, 2.4) },
    demosaic: random.pick(['bilinear', 'malvar', 'edge-directed', 'smooth-hue']),
    denoise: randomDenoise(random),
    saturation: random.uniform(0.7, 1.6),
    toneCurve: { gamma: random.uniform(1.8, 2.5), contrast: random.uniform(-0.1, 0.6) },
    sharpen: randomSharpen(random),
    jpegQuality: random.chance(0.2) ? null : 60 + random.integer(41),
    chromaSubsampling: random.chance(0.6) ? '4:2:0' : '4:4:4',
  };
}

function randomDenoise(random: Random): Denoise {
  const kind = random.pick(['none', 'median', 'bilateral', 'bilateral'] as const);
  return kind === 'bilateral' ? { kind, strength: random.logUniform(1.5, 6) } : { kind };
}

function randomSharpen(random: Random): CameraProfile['sharpen'] {
  if (random.chance(0.2)) return { amount: 0, radius: 0 };
  return { amount: random.uniform(0.2, 1.8), radius: random.logUniform(0.5, 1.6) };
}
