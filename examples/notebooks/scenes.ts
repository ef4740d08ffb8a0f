// What the notebooks photograph, since no photo comes with them: painted scenes, and cameras that
// are simulated from lens to JPEG.

import {
  type CameraProfile,
  createRandom,
  proceduralScene,
  type SplicedImage,
  simulateCamera,
  spliceImages,
} from '@exifclip/datasets';
import { cropImage, type RasterImage } from '@exifclip/image';

const plain: CameraProfile = {
  bayerPhase: 0, // the colour filter begins with red
  blurSigma: 0.5,
  shotNoise: 2e-4,
  readNoise: 2e-3,
  whiteBalance: { red: 1.9, blue: 1.6 },
  demosaic: 'bilinear', // how the two missing colours of each pixel are made up
  denoise: { kind: 'none' },
  saturation: 1.1,
  toneCurve: { gamma: 2.2, contrast: 0.2 },
  sharpen: { amount: 0.4, radius: 1 },
  jpegQuality: 95,
  chromaSubsampling: '4:2:0',
};

/** Five cameras, each unlike `plain` in a way that real cameras differ. */
export const cameras = {
  plain,
  /** As noisy as `plain` and about as sharp: noise does not tell them apart. */
  twin: {
    ...plain,
    demosaic: 'malvar',
    sharpen: { amount: 0.25, radius: 1.6 },
    jpegQuality: 88,
    chromaSubsampling: '4:4:4',
  },
  crisp: {
    ...plain,
    demosaic: 'malvar',
    sharpen: { amount: 1.4, radius: 0.8 },
    jpegQuality: 98,
    chromaSubsampling: '4:4:4',
  },
  night: {
    ...plain,
    shotNoise: 1.5e-3,
    readNoise: 5e-3,
    denoise: { kind: 'bilateral', strength: 4 },
    sharpen: { amount: 0.8, radius: 1.2 },
    jpegQuality: 85,
  },
  phone: {
    ...plain,
    blurSigma: 0.8,
    demosaic: 'edge-directed',
    denoise: { kind: 'median' },
    saturation: 1.5,
    toneCurve: { gamma: 2.4, contrast: 0.5 },
    sharpen: { amount: 1.6, radius: 1.4 },
    jpegQuality: 75,
  },
} satisfies Record<string, CameraProfile>;

export type CameraName = keyof typeof cameras;

const size = { width: 640, height: 432 };

/** The lower part of a painted landscape; the same number paints the same one. */
export function paintScene(seed: number): RasterImage {
  const { width, height } = size;
  const whole = proceduralScene(width, 2 * height, createRandom(seed, 'scene'));
  return cropImage(whole, { x: 0, y: height, width, height });
}

/** A scene through a camera. */
export function photograph(camera: CameraName, scene: number): Promise<RasterImage> {
  return simulateCamera(paintScene(scene), cameras[camera], {
    random: createRandom(scene, camera),
  });
}

/** A part of one camera's photo, an eighth of the picture, pasted into another's. */
export async function makeForgery(
  seed: number,
  host: CameraName = 'plain',
  donor: CameraName = 'twin',
): Promise<SplicedImage> {
  const whole = await photograph(host, seed);
  const pasted = await photograph(donor, seed + 100);
  return spliceImages(whole, pasted, { random: createRandom(seed, 'region'), areaShare: 0.12 });
}
