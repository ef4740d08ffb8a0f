import type { Random } from '../random/random.ts';
import type { BayerPhase, CameraProfile, Denoise } from './camera-profile.ts';

/** A random camera, from a clean and soft one to a noisy and over-sharpened one. */
export function randomProfile(random: Random): CameraProfile {
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
