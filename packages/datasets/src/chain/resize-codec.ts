import type { RasterImage } from '@exifclip/image';
import type { ResizeKernel } from './processing-step.ts';

/** A library that resizes in its own way. */
export interface ResizeCodec {
  /** The image with both sides multiplied by `factor` and rounded. */
  resize(image: RasterImage, factor: number, kernel: ResizeKernel): Promise<RasterImage>;
}
