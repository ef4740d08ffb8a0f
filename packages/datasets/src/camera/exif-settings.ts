import type { CameraProfile } from './camera-profile.ts';

// How settings of a simulated camera and words of real EXIF go together. These are rules of thumb
// for cameras that look right; no camera documents its own.

/** Three words of the Exif standard and a setting for each, from weak to strong. */
export interface Strengths {
  words: readonly [string, string, string];
  settings: readonly [number, number, number];
}

export const sharpness: Strengths = {
  words: ['Soft', 'Normal', 'Hard'],
  settings: [0.3, 0.8, 1.5],
};

export const saturations: Strengths = {
  words: ['Low', 'Normal', 'High'],
  settings: [0.8, 1.1, 1.4],
};

export const contrasts: Strengths = { words: ['Low', 'Normal', 'High'], settings: [0, 0.25, 0.5] };

/** Gains that make grey of grey under a light, for a sensor that sees green best. */
export const lights: Readonly<Record<string, CameraProfile['whiteBalance']>> = {
  Daylight: { red: 1.9, blue: 1.5 },
  Cloudy: { red: 2.1, blue: 1.35 },
  Fluorescent: { red: 1.6, blue: 2 },
  'Tungsten (Incandescent)': { red: 1.25, blue: 2.35 },
};

/** The word whose setting is nearest. */
export function wordOf({ words, settings }: Strengths, setting: number): string {
  const distances = settings.map((value) => Math.abs(value - setting));
  return words[distances.indexOf(Math.min(...distances))]!;
}

/** The setting of a word, or undefined for a word that is none. */
export function settingOf({ words, settings }: Strengths, word: string): number | undefined {
  return settings[words.indexOf(word)];
}

/** A full well of 50,000 electrons at ISO 50, and as much less as the sensitivity is higher. */
const WELL = { iso: 50, shotNoise: 2e-5 } as const;

export function shotNoiseOf(iso: number): number {
  return Math.min(Math.max((WELL.shotNoise * iso) / WELL.iso, 2e-5), 2e-3);
}

/** The nearest sensitivity in full steps, as cameras offer them. */
export function isoOf(shotNoise: number): number {
  const iso = (WELL.iso * shotNoise) / WELL.shotNoise;
  return 50 * 2 ** Math.max(0, Math.round(Math.log2(iso / 50)));
}

/** Amplifying reading noise with the signal leaves a part of it behind. */
export function readNoiseOf(iso: number): number {
  return Math.min(Math.max(4e-4 * (iso / 100) ** 0.7, 3e-4), 6e-3);
}
