import { assertRasterImage } from './assert-raster-image.ts';
import type { RasterImage } from './raster-image.ts';

/**
 * How the stored picture lies: per EXIF orientation, whether rows and columns change places, then
 * whether the result is mirrored left to right and upside down.
 */
const ORIENTATIONS: ReadonlyArray<{ transpose: boolean; mirror: boolean; flip: boolean }> = [
  { transpose: false, mirror: false, flip: false },
  { transpose: false, mirror: true, flip: false },
  { transpose: false, mirror: true, flip: true },
  { transpose: false, mirror: false, flip: true },
  { transpose: true, mirror: false, flip: false },
  { transpose: true, mirror: true, flip: false },
  { transpose: true, mirror: true, flip: true },
  { transpose: true, mirror: false, flip: true },
];

/**
 * Turns a stored image upright by its EXIF orientation. For pictures shown to people only: all
 * analysis is done on the image as stored.
 *
 * @param orientation the EXIF value, 1…8: 1 upright, 3 upside down, 6 to be turned clockwise, 8
 * anticlockwise; 2, 4, 5 and 7 are mirrored
 * @returns the upright image; of width and height exchanged for 5…8; a copy for 1 too
 * @throws RangeError when the orientation is not an integer of 1…8
 * @see Exif 3.0, tag 0x0112 Orientation
 */
export function orientImage(image: RasterImage, orientation: number): RasterImage {
  assertRasterImage(image);
  const how = ORIENTATIONS[orientation - 1];
  if (!how) throw new RangeError(`expected an EXIF orientation of 1 to 8, got ${orientation}`);
  const { transpose, mirror, flip } = how;
  const width = transpose ? image.height : image.width;
  const height = transpose ? image.width : image.height;
  // Walking the result row by row, each step right or down is a fixed stride in the stored data.
  const right = (transpose ? image.width : 1) * (mirror ? -3 : 3);
  const down = (transpose ? 1 : image.width) * (flip ? -3 : 3);
  const start = (mirror ? -right * (width - 1) : 0) + (flip ? -down * (height - 1) : 0);
  const data = new Uint8Array(image.data.length);
  const stored = image.data;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = start + y * down; x < width; x++, from += right, to += 3) {
      data[to] = stored[from]!;
      data[to + 1] = stored[from + 1]!;
      data[to + 2] = stored[from + 2]!;
    }
  }
  return { data, width, height, channels: 3 };
}
