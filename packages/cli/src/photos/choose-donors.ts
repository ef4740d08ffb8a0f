import type { TrainingPhoto } from '@exifclip/datasets';
import { cameraOf } from './camera-of.ts';
import { isOtherCamera } from './is-other-camera.ts';

/** What sets a pasted part apart from the photo that it is pasted into. */
export type Difference = 'another camera' | 'another history';

/** Photos that parts may be taken from. */
export interface Donors {
  photos: readonly TrainingPhoto[];
  difference: Difference;
}

/**
 * Whose parts are pasted into a photo to make a splice of it: photos of another camera and group;
 * where there is none, of another camera; where all photos are of one camera, any other photo, which
 * then has to differ by its processing.
 */
export function chooseDonors(photo: TrainingPhoto, photos: readonly TrainingPhoto[]): Donors {
  const apart = photos.filter((other) => isOtherCamera(photo, other));
  if (apart.length > 0) return { photos: apart, difference: 'another camera' };
  const camera = cameraOf(photo);
  const cameras = photos.filter((other) => cameraOf(other) !== camera);
  if (cameras.length > 0) return { photos: cameras, difference: 'another camera' };
  return { photos: photos.filter((other) => other !== photo), difference: 'another history' };
}
