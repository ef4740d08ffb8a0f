import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { cubicWeights } from './cubic-weights.ts';

export interface DistortImageOptions {
  /**
   * The k₁ of Brown's model: above 0 the picture is squeezed towards its border (barrel), below 0
   * stretched (pincushion).
   */
  coefficient: number;
  /** The distance from the middle that counts as 1, in pixels. @defaultValue half the diagonal */
  radius?: number;
  /**
   * What the place that is read is moved by, in pixels: with a part of a pixel, an image without
   * distortion is interpolated too.
   * @defaultValue `{ x: 0, y: 0 }`
   */
  shift?: { x: number; y: number };
}

/** Beyond this the model folds back on itself inside the image, or leaves nothing of it. */
const greatest = 0.3;

/**
 * An image as through a lens with radial distortion: what is shown at distance r from the middle is
 * read at r · (1 + k₁ r²), between pixels by Keys's cubic; beyond the border the border is repeated.
 *
 * @returns an image of the same size; the image given is left alone
 * @throws RangeError for a coefficient beyond ±0.3, or another number that is not finite
 * @see D. C. Brown, "Decentering Distortion of Lenses" (1966)
 */
export function distortImage(
  image: RasterImage,
  {
    coefficient,
    radius = Math.hypot(image.width, image.height) / 2,
    shift = { x: 0, y: 0 },
  }: DistortImageOptions,
): RasterImage {
  if (!(Math.abs(coefficient) <= greatest)) {
    throw new RangeError(`expected a coefficient of -${greatest}…${greatest}, got ${coefficient}`);
  }
  if (!(radius > 0 && Number.isFinite(radius + shift.x + shift.y))) {
    throw new RangeError(
      `expected a positive radius and a finite shift, got ${radius} and (${shift.x}, ${shift.y})`,
    );
  }
  const { width, height } = image;
  const result = blankImage(width, height);
  const out = clampedBytes(result.data);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const [right, down] = [x - middleX, y - middleY];
      const stretch = 1 + (coefficient * (right * right + down * down)) / (radius * radius);
      sample(
        image,
        middleX + right * stretch + shift.x,
        middleY + down * stretch + shift.y,
        out,
        to,
      );
    }
  }
  return result;
}

function sample(
  { data, width, height }: RasterImage,
  x: number,
  y: number,
  out: Uint8ClampedArray,
  to: number,
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, along] = [cubicWeights(x - left), cubicWeights(y - top)];
  let [red, green, blue] = [0, 0, 0];
  for (let j = 0; j < 4; j++) {
    const row = clamp(top - 1 + j, height) * width;
    for (let i = 0; i < 4; i++) {
      const weight = along[j]! * across[i]!;
      const from = (row + clamp(left - 1 + i, width)) * 3;
      red += weight * data[from]!;
      green += weight * data[from + 1]!;
      blue += weight * data[from + 2]!;
    }
  }
  out[to] = red;
  out[to + 1] = green;
  out[to + 2] = blue;
}

function clamp(place: number, side: number): number {
  return Math.max(0, Math.min(side - 1, place));
}
