import type { ChromaSubsampling } from '../jpeg/jpeg-codec.ts';

/** How a sample between pixels is made: `area` is the exact mean of the pixels it covers. */
export type ResizeKernel = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'area';

/** Where the upper left corner of an image lies inside the JPEG's first block, in pixels. */
export interface GridPhase {
  x: number;
  y: number;
}

/** Scales both sides by `factor`. */
export interface ResizeStep {
  kind: 'resize';
  factor: number;
  kernel: ResizeKernel;
}

/** Saves as JPEG and opens again; the phase is (0, 0) where it is left out. */
export interface JpegStep {
  kind: 'jpeg';
  quality: number;
  chromaSubsampling: ChromaSubsampling;
  phase?: GridPhase | 'random';
}

/** A Gaussian blur; `sigma` in pixels. */
export interface BlurStep {
  kind: 'blur';
  sigma: number;
}

/** Adds `amount` times what a pixel has over the mean of its eight neighbours. */
export interface SharpenStep {
  kind: 'sharpen';
  amount: number;
}

/** Adds `amount` times what a pixel has over a Gaussian blur of `radius` pixels. */
export interface UnsharpStep {
  kind: 'unsharp';
  radius: number;
  amount: number;
}

/** The median of `size`×`size` pixels, channel by channel. */
export interface MedianStep {
  kind: 'median';
  size: 3 | 5;
}

/** Adds independent normal noise to every sample; `sigma` in grey levels. */
export interface NoiseStep {
  kind: 'noise';
  sigma: number;
}

/** Raises brightness to the power `1 / gamma`: above 1 brightens. */
export interface GammaStep {
  kind: 'gamma';
  gamma: number;
}

/** Multiplies the distance from mid-grey by `gain`. */
export interface ContrastStep {
  kind: 'contrast';
  gain: number;
}

/** Multiplies the distance from the grey of equal luma by `gain`. */
export interface SaturationStep {
  kind: 'saturation';
  gain: number;
}

/** One edit of an image; a processing chain is an array of them, first edit first. */
export type ProcessingStep =
  | ResizeStep
  | JpegStep
  | BlurStep
  | SharpenStep
  | UnsharpStep
  | MedianStep
  | NoiseStep
  | GammaStep
  | ContrastStep
  | SaturationStep;
