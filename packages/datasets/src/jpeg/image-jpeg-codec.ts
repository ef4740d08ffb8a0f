import { decodeImage, encodeJpeg } from '@exifclip/image';
import type { JpegCodec } from './jpeg-codec.ts';

/**
 * A `JpegCodec` that writes a real JPEG file and reads it back with `@exifclip/image`: the
 * platform's own codec, several times slower on small images than `directJpegCodec`.
 * It knows chroma of 4:4:4 and 4:2:0 and the tables `ijg` only, and refuses others with a
 * RangeError.
 */
export const imageJpegCodec: JpegCodec = {
  roundTripJpeg: async (image, { quality, chromaSubsampling, tables = 'ijg' }) => {
    if (chromaSubsampling === '4:2:2' || tables !== 'ijg') {
      const got = `${chromaSubsampling} and ${tables}`;
      throw new RangeError(`expected chroma of 4:4:4 or 4:2:0 and the tables ijg, got ${got}`);
    }
    return decodeImage(await encodeJpeg(image, { quality, chromaSubsampling }));
  },
};
