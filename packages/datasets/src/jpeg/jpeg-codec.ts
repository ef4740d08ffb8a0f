import type { RasterImage } from '@exifclip/image';

/** Whether chroma is stored at full or at half resolution in both directions. */
export type ChromaSubsampling = '4:4:4' | '4:2:0';

/** How a JPEG is saved. */
export interface JpegSettings {
  /** Quality of 1…100 on the scale of the Independent JPEG Group. */
  quality: number;
  /** Resolution of chroma. */
  chromaSubsampling: ChromaSubsampling;
}

/** What saving as JPEG and opening again does to an image. */
export interface JpegCodec {
  /** The image after the round trip: same size, its blocks counted from the upper left corner. */
  roundTripJpeg(image: RasterImage, settings: JpegSettings): Promise<RasterImage>;
}
