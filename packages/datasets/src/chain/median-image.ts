import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';

/**
 * The median of `size`×`size` pixels, channel by channel, borders repeated. A histogram slides
 * along each row, so a pixel costs `2 size` updates.
 *
 * @param size - odd
 * @see T. Huang, G. Yang and G. Tang, "A fast two-dimensional median filtering algorithm" (1979)
 * @throws RangeError unless `size` is an odd whole number of at least 1
 */
export function medianImage(image: RasterImage, size: number): RasterImage {
  if (!(Number.isInteger(size) && size % 2 === 1 && size > 0)) {
    throw new RangeError(`expected a median of an odd number of pixels, got ${size}`);
  }
  const result = blankImage(image.width, image.height);
  const histogram = new Int32Array(256);
  for (let y = 0; y < image.height; y += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      medianRow(image, y, channel, (size - 1) / 2, histogram, result.data);
    }
  }
  return result;
}

function medianRow(
  { data, width, height }: RasterImage,
  y: number,
  channel: number,
  radius: number,
  histogram: Int32Array,
  out: Uint8Array,
): void {
  const rows = Int32Array.from(
    { length: 2 * radius + 1 },
    (_, i) => Math.min(Math.max(y + i - radius, 0), height - 1) * width * 3 + channel,
  );
  const half = (rows.length * rows.length - 1) / 2;
  histogram.fill(0);
  let median = 0;
  // Samples below the median.
  let below = 0;
  for (let x = -radius; x <= radius; x += 1) {
    const column = Math.min(Math.max(x, 0), width - 1) * 3;
    for (let k = 0; k < rows.length; k += 1) {
      const value = data[rows[k]! + column]!;
      histogram[value] = histogram[value]! + 1;
    }
  }
  for (let x = 0; x < width; x += 1) {
    while (below > half) {
      median -= 1;
      below -= histogram[median]!;
    }
    while (below + histogram[median]! <= half) {
      below += histogram[median]!;
      median += 1;
    }
    out[(y * width + x) * 3 + channel] = median;

    const leaving = Math.max(x - radius, 0) * 3;
    const entering = Math.min(x + radius + 1, width - 1) * 3;
    for (let k = 0; k < rows.length; k += 1) {
      const gone = data[rows[k]! + leaving]!;
      const come = data[rows[k]! + entering]!;
      histogram[gone] = histogram[gone]! - 1;
      histogram[come] = histogram[come]! + 1;
      if (gone < median) below -= 1;
      if (come < median) below += 1;
    }
  }
}
