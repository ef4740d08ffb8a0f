import type { RasterImage } from '@exifclip/image';

/** One channel of an image, row-major. */
export interface GreyImage {
  /** `width * height` values of 0…255. */
  data: Uint8Array;
  width: number;
  height: number;
}

/** Traces of the whole file show in a part of this side, and looking at more takes time. */
const longestSide = 1024;

/**
 * The middle of the green channel, which is the least interpolated one: at most 1,024 pixels a
 * side, from a place that is a multiple of 8 so that the blocks of a JPEG keep their phase.
 */
export function centralGrey(image: RasterImage): GreyImage {
  const width = Math.min(image.width, longestSide);
  const height = Math.min(image.height, longestSide);
  const left = middle(image.width - width);
  const top = middle(image.height - height);
  const data = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    let from = ((top + y) * image.width + left) * 3 + 1;
    for (let x = 0; x < width; x++, from += 3) data[to++] = image.data[from]!;
  }
  return { data, width, height };
}

function middle(room: number): number {
  return 8 * Math.floor(room / 16);
}
