import type { ExifTags } from '@exifclip/exif-text';
import type { RasterImage } from '@exifclip/image';

/** A photo to train on: its tags, and lossless cuts of its pixels that are decoded when asked for. */
export interface TrainingPhoto {
  id: string;
  tags: ExifTags;
  /** Where it is from, such as a photographer or a folder; a group is all training or all validation. */
  group: string;
  /** At least one image. */
  crops(): Promise<readonly RasterImage[]>;
  /** Whether it shows the colour chart that many cameras photographed: their share is limited. */
  colourChart: boolean;
  /** Whether it has too little texture to say much. @defaultValue false */
  lowTexture?: boolean;
}
