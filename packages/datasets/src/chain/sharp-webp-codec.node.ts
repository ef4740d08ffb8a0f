import { decodeImage } from '@exifclip/image';
import type { WebpCodec } from './webp-codec.ts';

/** A `WebpCodec` of libwebp, through sharp. */
export const sharpWebpCodec: WebpCodec = {
  roundTripWebp: async ({ data, width, height }, { quality }) => {
    const { default: sharp } = await import('sharp');
    const image = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
    return decodeImage(await image.webp({ quality }).toBuffer(), { name: 'a WebP in memory' });
  },
};
