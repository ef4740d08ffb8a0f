import type { TrainingPhoto } from '@exifclip/datasets';
import { cameraOf } from '../photos/camera-of.ts';

/**
 * The first photo of every camera model, of a scene where there is one and else of the colour
 * chart, so that no camera counts for more than another.
 */
export function onePhotoACamera(photos: readonly TrainingPhoto[]): TrainingPhoto[] {
  const chosen = new Map<string, TrainingPhoto>();
  for (const photo of photos) {
    const camera = cameraOf(photo).toLowerCase();
    const known = chosen.get(camera);
    if (known === undefined || (known.colourChart && !photo.colourChart)) chosen.set(camera, photo);
  }
  return [...chosen.values()];
}
