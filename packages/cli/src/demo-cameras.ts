import type { CameraProfile } from '@exifclip/datasets';

/** The camera of the whole picture: a plain demosaicing, little sharpening, a fine JPEG. */
export const hostCamera: CameraProfile = {
  bayerPhase: 0,
  blurSigma: 0.5,
  shotNoise: 2e-4,
  readNoise: 2e-3,
  whiteBalance: { red: 1.9, blue: 1.6 },
  demosaic: 'bilinear',
  denoise: { kind: 'none' },
  saturation: 1.1,
  toneCurve: { gamma: 2.2, contrast: 0.2 },
  sharpen: { amount: 0.4, radius: 1 },
  jpegQuality: 95,
  chromaSubsampling: '4:2:0',
};

/**
 * The camera of the pasted part. It differs in what a noise-level map does not see: how colours
 * are interpolated, how edges are sharpened, how the file is compressed. Sensor and lens are alike.
 */
export const donorCamera: CameraProfile = {
  ...hostCamera,
  demosaic: 'malvar',
  sharpen: { amount: 0.25, radius: 1.6 },
  jpegQuality: 88,
  chromaSubsampling: '4:4:4',
};
