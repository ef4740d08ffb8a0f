import type { TrainingPhoto } from '@exifclip/datasets';
import { tagOf } from './tag-of.ts';

/** Make and model of a photo's camera in one string; empty where its tags name neither. */
export function cameraOf(photo: Pick<TrainingPhoto, 'tags'>): string {
  return [tagOf(photo, 'Make'), tagOf(photo, 'Model')].join('\n').trim();
}
