import type { RasterImage } from '@exifclip/image';

/** What saving as lossy WebP and opening again does to an image. */
export interface WebpCodec {
  /** The image after the round trip, of the same size; `quality` of 0…100. */
  roundTripWebp(image: RasterImage, settings: { quality: number }): Promise<RasterImage>;
}
