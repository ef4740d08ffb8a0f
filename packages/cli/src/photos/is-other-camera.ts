import type { TrainingPhoto } from '@exifclip/datasets';
import { cameraOf } from './camera-of.ts';

type Origin = Pick<TrainingPhoto, 'tags' | 'group'>;

/** Whether a photo comes from another camera and another group, fit to be pasted from. */
export function isOtherCamera(photo: Origin, other: Origin): boolean {
  if (other.group === photo.group) return false;
  return cameraOf(other) !== cameraOf(photo);
}
