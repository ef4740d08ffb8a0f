import type { RasterImage } from '@exifclip/image';
import { saturateImage } from './saturate-image.ts';

/** The image without colour: every channel is luma (Rec. 601). */
export function greyImage(image: RasterImage): RasterImage {
  return saturateImage(image, 0);
}
