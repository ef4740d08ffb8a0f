import { codec } from '#codec';
import { assertRasterImage } from './assert-raster-image.ts';
import type { RasterImage } from './raster-image.ts';

export interface EncodeJpegOptions {
  /**
   * Quality of 1…100 on the scale of libjpeg (the standard tables, scaled) in Node, on the
   * browser's own scale there.
   * @defaultValue 90
   */
  quality?: number | undefined;
  /**
   * Whether colour is stored at full or at half resolution. The browser chooses by itself and
   * takes no notice of this.
   * @defaultValue '4:2:0'
   */
  chromaSubsampling?: '4:4:4' | '4:2:0' | undefined;
}

/**
 * Encodes an image as a baseline JPEG without metadata.
 *
 * @returns the bytes of a JPEG file
 * @throws RangeError when the quality is not an integer of 1…100 or the image is not whole
 */
export async function encodeJpeg(
  image: RasterImage,
  options: EncodeJpegOptions = {},
): Promise<Uint8Array> {
  const { quality = 90, chromaSubsampling = '4:2:0' } = options;
  assertRasterImage(image);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(`expected a JPEG quality of 1 to 100, got ${quality}`);
  }
  return codec.encodeJpeg(image, { quality, chromaSubsampling });
}
