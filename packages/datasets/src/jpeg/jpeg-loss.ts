import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import {
  createPlane,
  doublePlane,
  doubleRows,
  halvePlane,
  halveRows,
  type Plane,
  padPlane,
} from './chroma-resolution.ts';
import type { ChromaSubsampling, JpegSettings } from './jpeg-codec.ts';
import { quantizationTables } from './quantization-tables.ts';
import { quantizePlane } from './quantize-plane.ts';

/**
 * The image as it comes back from a JPEG file: colours to YCbCr, chroma perhaps halved, every 8×8
 * block quantised, and all of it undone. Entropy coding loses nothing and is left out. The
 * integer arithmetic is that of libjpeg, so the result is what its default decoder gives for its
 * default encoder, bit for bit.
 *
 * @throws RangeError unless `quality` is a whole number of 1…100
 * @see ITU-T T.81; the colour constants are those of JFIF
 */
export function jpegLoss(image: RasterImage, settings: JpegSettings): RasterImage {
  const { luma, chroma } = quantizationTables(settings.quality, settings.tables);
  const [y, cb, cr] = toYcc(image);
  quantizePlane(y.data, y.stride, luma);
  const lose = (plane: Plane): Plane => {
    const stored = reduce(plane, settings.chromaSubsampling);
    quantizePlane(stored.data, stored.stride, chroma);
    return enlarge(stored, settings.chromaSubsampling, image);
  };
  return toRgb(y, lose(cb), lose(cr));
}

function reduce(plane: Plane, sampling: ChromaSubsampling): Plane {
  if (sampling === '4:4:4') return plane;
  return sampling === '4:2:0' ? halvePlane(plane) : halveRows(plane);
}

function enlarge(
  plane: Plane,
  sampling: ChromaSubsampling,
  { width, height }: { width: number; height: number },
): Plane {
  if (sampling === '4:4:4') return plane;
  return sampling === '4:2:0' ? doublePlane(plane, width, height) : doubleRows(plane, width);
}

function toYcc({ data, width, height }: RasterImage): [Plane, Plane, Plane] {
  const y = createPlane(width, height);
  const cb = createPlane(width, height);
  const cr = createPlane(width, height);
  for (let row = 0, from = 0; row < height; row += 1) {
    for (let to = row * y.stride, end = to + width; to < end; to += 1, from += 3) {
      const r = data[from]!;
      const g = data[from + 1]!;
      const b = data[from + 2]!;
      y.data[to] = (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
      cb.data[to] = (-11059 * r - 21709 * g + 32768 * b + 8421375) >> 16;
      cr.data[to] = (32768 * r - 27439 * g - 5329 * b + 8421375) >> 16;
    }
  }
  for (const plane of [y, cb, cr]) padPlane(plane);
  return [y, cb, cr];
}

function toRgb(y: Plane, cb: Plane, cr: Plane): RasterImage {
  const image = blankImage(y.width, y.height);
  const out = clampedBytes(image.data);
  for (let row = 0, to = 0; row < y.height; row += 1) {
    for (let from = row * y.stride, end = from + y.width; from < end; from += 1, to += 3) {
      const grey = y.data[from]!;
      const blue = cb.data[from]! - 128;
      const red = cr.data[from]! - 128;
      out[to] = grey + ((91881 * red + 32768) >> 16);
      out[to + 1] = grey + ((-22554 * blue - 46802 * red + 32768) >> 16);
      out[to + 2] = grey + ((116130 * blue + 32768) >> 16);
    }
  }
  return image;
}
