import type { RasterImage } from '@exifclip/image';
import { directJpegCodec } from '../jpeg/direct-jpeg-codec.ts';
import type { JpegCodec } from '../jpeg/jpeg-codec.ts';
import { createRandom, type Random } from '../random/random.ts';
import type { LensPlace } from './bend-plane.ts';
import type { CameraProfile } from './camera-profile.ts';
import { exposeScene } from './expose-scene.ts';

export interface SimulateCameraOptions {
  /** Draws the noise. @defaultValue `createRandom(0)` */
  random?: Random;
  /** What saves and opens JPEG. @defaultValue `directJpegCodec` */
  codec?: JpegCodec;
  /** Where the lens looks, for a scene that is a part of the picture. @defaultValue its middle */
  place?: LensPlace;
}

/**
 * A photo of a scene by a simulated camera: `exposeScene`, then JPEG. The scene should be free of
 * traces of its own, as a photo is that was shrunk to less than half.
 *
 * @param scene - sRGB, at least 2×2 pixels
 * @throws RangeError for a scene below 2×2, or a lens or a JPEG quality out of its range
 */
export async function simulateCamera(
  scene: RasterImage,
  profile: CameraProfile,
  { random = createRandom(0), codec = directJpegCodec, place }: SimulateCameraOptions = {},
): Promise<RasterImage> {
  const image = exposeScene(scene, profile, random, place);
  const { jpegQuality: quality, chromaSubsampling, jpegTables: tables } = profile;
  if (quality === null) return image;
  return codec.roundTripJpeg(image, { quality, chromaSubsampling, ...(tables && { tables }) });
}
