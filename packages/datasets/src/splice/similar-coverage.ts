import type { RasterImage } from '@exifclip/image';
import { resizeImage } from '../chain/resize-image.ts';
import { gaussianBlur } from '../gaussian-blur.ts';
import type { Random } from '../random/random.ts';

/** The region is grown on the image shrunk to at most this, in pixels. */
const SIDE = 256;
/** How much being far from the seed counts against being of another colour, in grey levels. */
const COMPACTNESS = 60;
const LEVELS = 512;

/**
 * How much of each pixel belongs to a region of like colours, as a superpixel or an object cut out
 * along its edges has: it grows from a random place, always by the neighbour that is nearest in
 * colour and place, until it has an area; holes are filled and its outline is smoothed.
 *
 * @param area - in pixels; kept to within about a tenth
 * @returns `height * width` values of 0 or 1, row-major
 * @see R. Adams and L. Bischof, "Seeded region growing" (1994), with the distance of R. Achanta et
 * al., "SLIC superpixels" (2012)
 */
export function similarCoverage(image: RasterImage, area: number, random: Random): Float32Array {
  const { width, height } = image;
  const factor = Math.min(1, SIDE / Math.max(width, height));
  const small = factor < 1 ? resizeImage(image, factor, 'area') : image;
  const share = area / (width * height);
  const grown = growRegion(small, share * small.width * small.height, random);
  fillHoles(grown, small.width);
  const smooth = gaussianBlur(
    Float32Array.from(grown),
    { width: small.width, height: small.height, channels: 1 },
    1.2,
  );
  return new Float32Array(width * height).map((_, i) => {
    const x = (((i % width) + 0.5) * small.width) / width - 0.5;
    const y = ((Math.floor(i / width) + 0.5) * small.height) / height - 0.5;
    return between(smooth, small, x, y) > 0.5 ? 1 : 0;
  });
}

function growRegion(
  { data, width, height }: RasterImage,
  area: number,
  random: Random,
): Uint8Array {
  const blurred = gaussianBlur(new Float32Array(data), { width, height, channels: 3 }, 1);
  const inside = new Uint8Array(width * height);
  const seen = new Uint8Array(width * height);
  // Away from the borders, which would cut the region off in a straight line.
  const seed = {
    x: Math.floor(random.uniform(0.3, 0.7) * width),
    y: Math.floor(random.uniform(0.3, 0.7) * height),
  };
  const reach = Math.sqrt(area);
  const mean = [0, 1, 2].map((c) => blurred[(seed.y * width + seed.x) * 3 + c]!);
  // Waiting pixels by rounded distance: the nearest level is taken first, its latest pixel first.
  const waiting: number[][] = Array.from({ length: LEVELS }, () => []);
  const wait = (i: number): void => {
    if (seen[i]) return;
    seen[i] = 1;
    const colour = Math.hypot(...mean.map((value, c) => blurred[3 * i + c]! - value));
    const far = Math.hypot((i % width) - seed.x, Math.floor(i / width) - seed.y) / reach;
    const distance = Math.hypot(colour, COMPACTNESS * far);
    waiting[Math.min(Math.floor(distance), LEVELS - 1)]!.push(i);
  };
  wait(seed.y * width + seed.x);
  for (let count = 0; count < area; count += 1) {
    const level = waiting.find((pixels) => pixels.length > 0);
    if (!level) break;
    const i = level.pop()!;
    inside[i] = 1;
    // The mean follows the region slowly, so that it does not run along a gradient.
    for (const c of [0, 1, 2]) mean[c] = mean[c]! + (blurred[3 * i + c]! - mean[c]!) / (count + 20);
    const x = i % width;
    if (x > 0) wait(i - 1);
    if (x < width - 1) wait(i + 1);
    if (i >= width) wait(i - width);
    if (i + width < inside.length) wait(i + width);
  }
  return inside;
}

/** Whatever the border of the image cannot be reached from belongs to the region too. */
function fillHoles(inside: Uint8Array, width: number): void {
  const height = inside.length / width;
  const outside = new Uint8Array(inside.length);
  const queue: number[] = [];
  const visit = (i: number): void => {
    if (inside[i] || outside[i]) return;
    outside[i] = 1;
    queue.push(i);
  };
  for (let x = 0; x < width; x += 1) [x, (height - 1) * width + x].forEach(visit);
  for (let y = 0; y < height; y += 1) [y * width, y * width + width - 1].forEach(visit);
  for (const i of queue) {
    if (i % width > 0) visit(i - 1);
    if (i % width < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i + width < inside.length) visit(i + width);
  }
  for (let i = 0; i < inside.length; i += 1) if (!outside[i]) inside[i] = 1;
}

function between(
  values: Float32Array,
  { width, height }: { width: number; height: number },
  x: number,
  y: number,
): number {
  const at = (column: number, row: number): number =>
    values[
      Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)
    ]!;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const mix = (row: number): number =>
    at(left, row) + (x - left) * (at(left + 1, row) - at(left, row));
  return mix(top) + (y - top) * (mix(top + 1) - mix(top));
}
