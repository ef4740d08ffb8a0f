import type { DenseArray, RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { gaussianBlur } from '../gaussian-blur.ts';
import type { Random } from '../random/random.ts';
import type { Polygon } from './polygon.ts';
import { polygonCoverage } from './polygon-coverage.ts';
import { type RandomRegionOptions, randomRegion } from './random-region.ts';

export interface SpliceImagesOptions extends RandomRegionOptions {
  /** What is pasted, in pixels of the host. @defaultValue a `randomRegion` drawn from `random` */
  region?: Polygon;
  /** Draws the region where none is given. */
  random?: Random;
  /** Softness of the seam: sigma of a Gaussian in pixels. @defaultValue 0 */
  feather?: number;
  /** Which pixel of the donor lies on the host's first, in pixels. @defaultValue `{ x: 0, y: 0 }` */
  donorOffset?: { x: number; y: number };
}

/** An image with a pasted part, and where that is. */
export interface SplicedImage {
  image: RasterImage;
  /** `[height, width]`; 255 where more than half of a pixel is the donor's, else 0. */
  mask: DenseArray<Uint8Array>;
}

/**
 * Pastes a region of one image into another.
 *
 * @throws TypeError without `region` and `random`
 * @throws RangeError where the donor has no pixel for part of the region
 */
export function spliceImages(
  host: RasterImage,
  donor: RasterImage,
  options: SpliceImagesOptions,
): SplicedImage {
  const { feather = 0, donorOffset = { x: 0, y: 0 } } = options;
  const { width, height } = host;
  const inside = polygonCoverage(chooseRegion(host, options), width, height);
  const mask = Uint8Array.from(inside, (share) => (share > 0.5 ? 255 : 0));
  const alpha = gaussianBlur(inside, { width, height, channels: 1 }, feather);

  const image = blankImage(width, height);
  image.data.set(host.data);
  const out = clampedBytes(image.data);
  for (let y = 0, pixel = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, pixel += 1) {
      const share = alpha[pixel]!;
      if (share === 0) continue;
      const from = donorPixel(donor, x + donorOffset.x, y + donorOffset.y);
      for (let c = 0; c < 3; c += 1) {
        const own = host.data[pixel * 3 + c]!;
        out[pixel * 3 + c] = own + share * (donor.data[from + c]! - own);
      }
    }
  }
  return { image, mask: { data: mask, shape: [height, width] } };
}

function chooseRegion(
  { width, height }: RasterImage,
  { region, random, areaShare }: SpliceImagesOptions,
): Polygon {
  if (region) return region;
  if (!random) throw new TypeError('expected a region or a random source to draw one, got neither');
  return randomRegion(width, height, random, areaShare === undefined ? {} : { areaShare });
}

function donorPixel({ width, height }: RasterImage, x: number, y: number): number {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) {
    throw new RangeError(
      `expected a donor that covers (${x}, ${y}), got ${width}×${height} pixels`,
    );
  }
  return (y * width + x) * 3;
}
