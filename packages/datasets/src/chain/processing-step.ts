import type { ChromaSubsampling } from '../jpeg/jpeg-codec.ts';
import type { QuantizationFamily } from '../jpeg/quantization-family.ts';

/** How a sample between pixels is made: `area` is the exact mean of the pixels it covers. */
export type ResizeKernel =
  | 'nearest'
  | 'bilinear'
  | 'bicubic'
  | 'mitchell'
  | 'lanczos2'
  | 'lanczos3'
  | 'area';

/** Where the upper left corner of an image lies inside the JPEG's first block, in pixels. */
export interface GridPhase {
  x: number;
  y: number;
}

/**
 * Scales both sides by `factor`; by the kernels of this package, or by those of a library, which
 * `ProcessingOptions.resizer` brings.
 */
export interface ResizeStep {
  kind: 'resize';
  factor: number;
  kernel: ResizeKernel;
  library?: 'libvips';
}

/** Saves as JPEG and opens again; the phase is (0, 0) where it is left out. */
export interface JpegStep {
  kind: 'jpeg';
  quality: number;
  chromaSubsampling: ChromaSubsampling;
  /** Whose quantisation tables. @defaultValue 'ijg' */
  tables?: QuantizationFamily;
  phase?: GridPhase | 'random';
}

/** Saves as lossy WebP and opens again; `quality` of 0…100. */
export interface WebpStep {
  kind: 'webp';
  quality: number;
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

/** A wider colour space than sRGB. */
export type WideSpace = 'display-p3' | 'adobe-rgb';

/**
 * Turns sRGB into another space, rounded to 8 bits. With its `profile` kept it is turned back, and
 * the rounding stays; with the profile lost the numbers stay, and colours look paler.
 */
export interface ColourSpaceStep {
  kind: 'colour-space';
  space: WideSpace;
  profile: 'kept' | 'lost';
}

/** Resolution of chroma outside of a JPEG: `4:1:1` has a quarter across. */
export type ChromaSampling = ChromaSubsampling | '4:1:1';

/**
 * Stores as YCbCr of 8 bits with coarser chroma, and reads that again. `point` keeps the first
 * sample of a cell and `mean` its mean, both repeated; `linear` interpolates between means.
 */
export interface ChromaStep {
  kind: 'chroma';
  sampling: ChromaSampling;
  filter: 'point' | 'mean' | 'linear';
}

/** Replaces colour by its luma (Rec. 601). */
export interface GreyStep {
  kind: 'grey';
}

/** One edit of an image; a processing chain is an array of them, first edit first. */
export type ProcessingStep =
  | ResizeStep
  | JpegStep
  | WebpStep
  | BlurStep
  | SharpenStep
  | UnsharpStep
  | MedianStep
  | NoiseStep
  | GammaStep
  | ContrastStep
  | SaturationStep
  | ColourSpaceStep
  | ChromaStep
  | GreyStep;
