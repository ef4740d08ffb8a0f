import { decodeImage, encodeJpeg } from '@exifclip/image';
import type { JpegCodec } from './jpeg-codec.ts';

/**
 * A `JpegCodec` that writes a real JPEG file and reads it back with `@exifclip/image`: the
 * platform's own codec, several times slower on small images than `directJpegCodec`.
 */
export const imageJpegCodec: JpegCodec = {
  roundTripJpeg: async (image, settings) => decodeImage(await encodeJpeg(image, settings)),
};
