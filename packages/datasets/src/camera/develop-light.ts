import type { CameraProfile } from './camera-profile.ts';

/** Entries of the tone table over the square root of light, which spreads the shadows. */
const TONES = 1024;

/**
 * Linear light to grey levels of 0…255, not yet rounded: saturation, then the tone curve.
 *
 * @param light - interleaved RGB; changed in place
 */
export function developLight(light: Float32Array, profile: CameraProfile): void {
  const { saturation } = profile;
  const tones = toneTable(profile.toneCurve);
  for (let i = 0; i < light.length; i += 3) {
    const red = light[i]!;
    const green = light[i + 1]!;
    const blue = light[i + 2]!;
    // Rec. 709, as the light is linear.
    const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    light[i] = tones[toneIndex(grey + saturation * (red - grey))]!;
    light[i + 1] = tones[toneIndex(grey + saturation * (green - grey))]!;
    light[i + 2] = tones[toneIndex(grey + saturation * (blue - grey))]!;
  }
}

function toneIndex(light: number): number {
  if (light <= 0) return 0;
  return light >= 1 ? TONES - 1 : (Math.sqrt(light) * (TONES - 1) + 0.5) | 0;
}

/** A camera takes more than one picture, and a thousand powers take as long as a small one. */
let last: { gamma: number; contrast: number; table: Float32Array } | undefined;

function toneTable({ gamma, contrast }: CameraProfile['toneCurve']): Float32Array {
  if (last?.gamma !== gamma || last.contrast !== contrast) {
    last = { gamma, contrast, table: makeToneTable({ gamma, contrast }) };
  }
  return last.table;
}

function makeToneTable({ gamma, contrast }: CameraProfile['toneCurve']): Float32Array {
  const table = new Float32Array(TONES);
  for (let i = 0; i < TONES; i += 1) {
    const value = (i / (TONES - 1)) ** (2 / gamma);
    const curve = value * value * (3 - 2 * value);
    table[i] = 255 * (value + contrast * (curve - value));
  }
  return table;
}
