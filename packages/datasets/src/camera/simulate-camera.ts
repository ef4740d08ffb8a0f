import type { RasterImage } from '@exifclip/image';
import type { ProcessingOptions } from '../chain/apply-step.ts';
import { directJpegCodec } from '../jpeg/direct-jpeg-codec.ts';
import { createRandom } from '../random/random.ts';
import type { CameraProfile } from './camera-profile.ts';
import { exposeScene } from './expose-scene.ts';

/**
 * A photo of a scene by a simulated camera: `exposeScene`, then JPEG. The scene should be free of
 * traces of its own, as a photo is that was shrunk to less than half.
 *
 * @param scene - sRGB, at least 2×2 pixels
 * @param options - `random` draws the noise
 * @throws RangeError for a scene below 2×2 or a JPEG quality out of its range
 */
export async function simulateCamera(
  scene: RasterImage,
  profile: CameraProfile,
  { random = createRandom(0), codec = directJpegCodec }: ProcessingOptions = {},
): Promise<RasterImage> {
  const image = exposeScene(scene, profile, random);
  if (profile.jpegQuality === null) return image;
  const { jpegQuality: quality, chromaSubsampling } = profile;
  return codec.roundTripJpeg(image, { quality, chromaSubsampling });
}
