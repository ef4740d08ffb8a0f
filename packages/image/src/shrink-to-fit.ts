import { assertRasterImage } from './assert-raster-image.ts';
import type { RasterImage } from './raster-image.ts';

/**
 * Shrinks an image so that its longer side is at most `maxSide`, by averaging the area that each
 * new pixel covers. Exact: pixels cut by a border count by the part that lies inside, sums are of
 * integers, and only the final value is rounded (halves up). Never enlarges.
 *
 * @param maxSide longest side of the result, in pixels
 * @returns a new image, or the given one where it fits already
 * @throws RangeError when `maxSide` is not a positive integer
 */
export function shrinkToFit(image: RasterImage, maxSide: number): RasterImage {
  assertRasterImage(image);
  if (!Number.isSafeInteger(maxSide) || maxSide < 1) {
    throw new RangeError(`expected a longest side of 1 pixel or more, got ${maxSide}`);
  }
  const longer = Math.max(image.width, image.height);
  if (longer <= maxSide) return image;
  const width = Math.max(1, Math.round((image.width * maxSide) / longer));
  const height = Math.max(1, Math.round((image.height * maxSide) / longer));
  return areaAverage(image, width, height);
}

/**
 * In units of 1/(stored * new) of a side, a stored pixel is `width` long and a new one
 * `image.width`, so that all weights, and the sums of weighted values, are integers.
 */
function areaAverage(image: RasterImage, width: number, height: number): RasterImage {
  const data = new Uint8Array(width * height * 3);
  const row = new Float64Array(width * 3);
  const total = image.width * image.height;
  // Every sum starts at half a step, for rounding; the further quarter of a unit keeps halves up
  // when the product with the rounded reciprocal falls short.
  const start = total / 2 + 0.25;
  const sums = new Float64Array(width * 3).fill(start);
  for (let y = 0, to = 0; y < image.height; y++) {
    sumAlongRow(image, y, row);
    const border = (to + 1) * image.height;
    if ((y + 1) * height < border) {
      for (let i = 0; i < row.length; i++) sums[i]! += row[i]! * height;
      continue;
    }
    const inside = border - y * height;
    for (let i = 0, at = to * row.length; i < row.length; i++, at++) {
      // Storing truncates.
      data[at] = (sums[i]! + row[i]! * inside) * (1 / total);
      sums[i] = start + row[i]! * (height - inside);
    }
    to++;
  }
  return { data, width, height, channels: 3 };
}

/** Weighted sums of one stored row under each of the new columns. */
function sumAlongRow(image: RasterImage, y: number, row: Float64Array): void {
  const stored = image.data;
  const extent = image.width;
  const width = row.length / 3;
  let from = y * extent * 3;
  // The pixel under the border to the column on the left, and the length that column left of it.
  let red = stored[from]!;
  let green = stored[from + 1]!;
  let blue = stored[from + 2]!;
  let left = width;
  for (let to = 0; to < row.length; to += 3) {
    let redSum = red * left;
    let greenSum = green * left;
    let blueSum = blue * left;
    let need = extent - left;
    for (; need >= width; need -= width) {
      from += 3;
      redSum += stored[from]! * width;
      greenSum += stored[from + 1]! * width;
      blueSum += stored[from + 2]! * width;
    }
    from += 3;
    if (from < stored.length) {
      red = stored[from]!;
      green = stored[from + 1]!;
      blue = stored[from + 2]!;
    }
    row[to] = redSum + red * need;
    row[to + 1] = greenSum + green * need;
    row[to + 2] = blueSum + blue * need;
    left = width - need;
  }
}
