import type { Progress } from '../engine/engine-message.ts';

/** How far a photo is, for people. */
export function progressWords({ step, share }: Progress): string {
  switch (step) {
    case 'opening':
      return 'Opening the model';
    case 'reading':
      return 'Reading the photo';
    case 'comparing':
      return `Comparing patches, ${Math.round(100 * share)} %`;
    case 'verifying':
      return 'Comparing the EXIF with the pixels';
    case 'writing':
      return 'Writing the report';
  }
}
