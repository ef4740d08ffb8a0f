import type { RasterImage } from '@exifclip/image';
import type { QuantizationFamily } from './quantization-family.ts';

/** Whether chroma is stored at full resolution, at half across, or at half in both directions. */
export type ChromaSubsampling = '4:4:4' | '4:2:2' | '4:2:0';

/** How a JPEG is saved. */
export interface JpegSettings {
  /** Quality of 1…100 on the scale of the Independent JPEG Group. */
  quality: number;
  /** Resolution of chroma. */
  chromaSubsampling: ChromaSubsampling;
  /** Whose quantisation tables. @defaultValue 'ijg' */
  tables?: QuantizationFamily;
}

/** What saving as JPEG and opening again does to an image. */
export interface JpegCodec {
  /** The image after the round trip: same size, its blocks counted from the upper left corner. */
  roundTripJpeg(image: RasterImage, settings: JpegSettings): Promise<RasterImage>;
}
