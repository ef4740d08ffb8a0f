import type { DenseArray, RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { gaussianBlur } from '../gaussian-blur.ts';
import { blurReach } from '../gaussian-weights.ts';
import type { Cutout } from './cutout.ts';
import type { Point } from './polygon.ts';
import { solveMembrane } from './solve-membrane.ts';
import type { SplicedImage } from './splice-images.ts';

/** How a seam is hidden. */
export type Blend =
  | { kind: 'none' }
  /** By a soft mask: `sigma` of a Gaussian in pixels. */
  | { kind: 'feather'; sigma: number }
  /** By shifting the donor's colours, smoothly, to those of the host along the seam. */
  | { kind: 'gradient' };

/**
 * Pastes a part of a donor into a host.
 *
 * @param at - where the part's upper left corner comes to lie, in pixels of the host; what would
 *   lie outside is left out
 * @see P. Pérez, M. Gangnet and A. Blake, "Poisson image editing" (2003), for `gradient`: donor
 * plus the membrane that meets the host along the seam
 */
export function pasteCutout(
  host: RasterImage,
  donor: RasterImage,
  part: Cutout,
  at: Point,
  blend: Blend,
): SplicedImage {
  const { width, height } = host;
  const frame = widen(part, blend.kind === 'feather' ? blurReach(blend.sigma) : 1);
  const from = { x: at.x - (part.x - frame.x), y: at.y - (part.y - frame.y) };
  const alpha =
    blend.kind === 'feather'
      ? gaussianBlur(frame.coverage, { ...frame, channels: 1 }, blend.sigma)
      : frame.coverage;
  const shifts = blend.kind === 'gradient' ? seamShifts(host, donor, frame, from) : undefined;
  const mask = new Uint8Array(width * height);
  const image = blankImage(width, height);
  image.data.set(host.data);
  const out = clampedBytes(image.data);
  for (let i = 0; i < alpha.length; i += 1) {
    const share = alpha[i]!;
    const x = from.x + (i % frame.width);
    const y = from.y + Math.floor(i / frame.width);
    if (share === 0 || x < 0 || y < 0 || x >= width || y >= height) continue;
    const pixel = y * width + x;
    mask[pixel] = frame.coverage[i]! > 0.5 ? 255 : 0;
    const source = placeIn(donor, frame, i);
    for (let c = 0; c < 3; c += 1) {
      const own = host.data[pixel * 3 + c]!;
      const pasted = donor.data[source + c]! + (shifts ? shifts[c]![i]! : 0);
      out[pixel * 3 + c] = own + share * (pasted - own);
    }
  }
  const truth: DenseArray<Uint8Array> = { data: mask, shape: [height, width] };
  return { image, mask: truth };
}

/** The same part with empty pixels around it. */
function widen({ x, y, width, height, coverage }: Cutout, by: number): Cutout {
  const wide = new Float32Array((width + 2 * by) * (height + 2 * by));
  for (let row = 0; row < height; row += 1) {
    const line = coverage.subarray(row * width, (row + 1) * width);
    wide.set(line, (row + by) * (width + 2 * by) + by);
  }
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by, coverage: wide };
}

/** Where a pixel of a part lies in the donor; beyond its border the border is repeated. */
function placeIn(donor: RasterImage, frame: Cutout, i: number): number {
  const x = Math.min(Math.max(frame.x + (i % frame.width), 0), donor.width - 1);
  const y = Math.min(Math.max(frame.y + Math.floor(i / frame.width), 0), donor.height - 1);
  return (y * donor.width + x) * 3;
}

/** For each channel, what is added to the donor so that it meets the host around the part. */
function seamShifts(
  host: RasterImage,
  donor: RasterImage,
  frame: Cutout,
  from: Point,
): Float32Array[] {
  const places = Array.from(frame.coverage, (_, i) => ({
    x: from.x + (i % frame.width),
    y: from.y + Math.floor(i / frame.width),
  }));
  const isSought = (i: number): boolean => {
    const { x, y } = places[i]!;
    const isOutside = x < 0 || y < 0 || x >= host.width || y >= host.height;
    return isOutside || frame.coverage[i]! > 0;
  };
  const inside = Uint8Array.from(frame.coverage, (_, i) => (isSought(i) ? 1 : 0));
  return [0, 1, 2].map((c) => {
    const shifts = frame.coverage.map((_, i) => {
      if (inside[i]) return 0;
      const { x, y } = places[i]!;
      return host.data[(y * host.width + x) * 3 + c]! - donor.data[placeIn(donor, frame, i) + c]!;
    });
    solveMembrane(shifts, inside, frame.width);
    return shifts;
  });
}
