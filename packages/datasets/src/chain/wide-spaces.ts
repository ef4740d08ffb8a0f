import type { WideSpace } from './processing-step.ts';

/** Three rows of three. */
export type Matrix3 = readonly [number, number, number, ...number[]];

/** A space as it lies to sRGB: matrices between their linear lights, and its own tone curve. */
export interface WideSpaceCurves {
  fromSrgb: Matrix3;
  toSrgb: Matrix3;
  /** Light of 0…1 to a stored value of 0…1. */
  encode(light: number): number;
  /** The reverse. */
  decode(value: number): number;
}

/** IEC 61966-2-1. */
export function srgbToLight(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The reverse of `srgbToLight`. */
export function lightToSrgb(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

const ADOBE_GAMMA = 563 / 256;

/**
 * Display P3 (SMPTE EG 432-1 primaries, white D65, the curve of sRGB) and Adobe RGB (1998). Both
 * share the white of sRGB, so that grey stays grey.
 */
export const wideSpaces: Readonly<Record<WideSpace, WideSpaceCurves>> = {
  'display-p3': {
    fromSrgb: [0.822462, 0.177538, 0, 0.033194, 0.966806, 0, 0.017083, 0.072397, 0.91052],
    toSrgb: [1.22494, -0.22494, 0, -0.042057, 1.042057, 0, -0.019638, -0.078636, 1.098274],
    encode: lightToSrgb,
    decode: srgbToLight,
  },
  'adobe-rgb': {
    fromSrgb: [0.715126, 0.284874, 0, 0, 1, 0, 0, 0.041162, 0.958838],
    toSrgb: [1.398356, -0.398356, 0, 0, 1, 0, 0, -0.042929, 1.042929],
    encode: (light) => light ** (1 / ADOBE_GAMMA),
    decode: (value) => value ** ADOBE_GAMMA,
  },
};
