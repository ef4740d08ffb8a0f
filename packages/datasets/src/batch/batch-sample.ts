import type { RasterImage } from '@exifclip/image';

/** A sentence and two patches that it describes, from different places. */
export interface BatchSample {
  sentence: string;
  views: readonly [RasterImage, RasterImage];
}
