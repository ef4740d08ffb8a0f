import type { ChromaSubsampling } from '../jpeg/jpeg-codec.ts';
import type { QuantizationFamily } from '../jpeg/quantization-family.ts';

/** Where red lies in the colour filter: 0 RGGB, 1 GRBG, 2 GBRG, 3 BGGR. */
export type BayerPhase = 0 | 1 | 2 | 3;

/** How the two missing colours of each pixel are made. */
export type DemosaicMethod = 'bilinear' | 'malvar' | 'edge-directed' | 'smooth-hue';

/** How noise is taken out after demosaicing. */
export type Denoise =
  | { kind: 'none' }
  | { kind: 'median' }
  /** Means of like neighbours; `strength` is what counts as like, in standard deviations of noise. */
  | { kind: 'bilateral'; strength: number };

/** How a lens bends a picture, about its optical centre. */
export interface LensBend {
  /** The k₁ of Brown's model at half the diagonal: above 0 barrel, below 0 pincushion; to ±0.3. */
  distortion: number;
  /** How much larger red and blue come out than green: 0.001 is a pixel in a thousand; to ±0.05. */
  redFringe: number;
  blueFringe: number;
}

/** Everything that a simulated camera does to a scene. Light is counted from 0 to 1 (saturated). */
export interface CameraProfile {
  /** Layout of the colour filter. */
  bayerPhase: BayerPhase;
  /** Blur of the lens, as the sigma of a Gaussian in pixels. */
  blurSigma: number;
  /** Radial distortion and lateral chromatic aberration. @defaultValue none */
  lens?: LensBend;
  /** Variance of photon noise for a signal of 1 (one over the full well in electrons). */
  shotNoise: number;
  /** Standard deviation of the noise of reading out. */
  readNoise: number;
  /**
   * Whether photons are counted by the normal approximation, or below 50 of them one by one.
   * @defaultValue 'normal'
   */
  photonNoise?: 'normal' | 'poisson';
  /** Pattern of unequal pixels: its standard deviation relative to the signal, and its seed. */
  prnu?: { strength: number; seed: number };
  /** Gains that undo the sensor's unequal sensitivity to colours; that of green is 1. */
  whiteBalance: { red: number; blue: number };
  demosaic: DemosaicMethod;
  denoise: Denoise;
  /** Multiplies colourfulness; 1 leaves it. */
  saturation: number;
  /** Light to grey levels: the power `1 / gamma`, then `contrast` of the way to an S-curve. */
  toneCurve: { gamma: number; contrast: number };
  /** Unsharp masking of luma; `radius` in pixels. */
  sharpen: { amount: number; radius: number };
  /** Quality of 1…100, or null for a camera that saves without loss. */
  jpegQuality: number | null;
  /** How chroma is stored where there is a JPEG. */
  chromaSubsampling: ChromaSubsampling;
  /** Whose quantisation tables a JPEG has. @defaultValue 'ijg' */
  jpegTables?: QuantizationFamily;
}
