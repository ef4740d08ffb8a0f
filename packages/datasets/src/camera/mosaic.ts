import type { BayerPhase } from './camera-profile.ts';

/** What a sensor sees: one colour a pixel, with mirrored borders around the image. */
export interface Mosaic {
  /** `stride` samples a row. */
  samples: Float32Array;
  /** Samples a row, borders included. */
  stride: number;
  /** Size of the image without its borders. */
  width: number;
  height: number;
  /** Parity of the columns and rows that see red, counted in the image. */
  redX: number;
  redY: number;
}

/** Pixels of border on every side: even, so that the colours of the filter go on in it. */
export const MOSAIC_BORDER = 4;

/**
 * An empty mosaic for a filter layout.
 *
 * @throws RangeError for an image below 2×2, which lacks a colour
 */
export function createMosaic(width: number, height: number, phase: BayerPhase): Mosaic {
  if (width < 2 || height < 2) {
    throw new RangeError(`expected at least 2×2 pixels for a Bayer mosaic, got ${width}×${height}`);
  }
  const stride = width + 2 * MOSAIC_BORDER;
  const samples = new Float32Array(stride * (height + 2 * MOSAIC_BORDER));
  return { samples, stride, width, height, redX: phase & 1, redY: phase >> 1 };
}

/** Mirrors the image into the border without repeating its edge, which keeps the colours in step. */
export function mirrorBorder({ samples, stride, width, height }: Mosaic): void {
  for (let y = 0; y < height; y += 1) {
    const row = (y + MOSAIC_BORDER) * stride + MOSAIC_BORDER;
    for (let i = 1; i <= MOSAIC_BORDER; i += 1) {
      samples[row - i] = samples[row + mirrored(-i, width)]!;
      samples[row + width - 1 + i] = samples[row + mirrored(width - 1 + i, width)]!;
    }
  }
  const rowStart = (y: number): number => (y + MOSAIC_BORDER) * stride;
  for (let i = 1; i <= MOSAIC_BORDER; i += 1) {
    for (const y of [-i, height - 1 + i]) {
      const from = rowStart(mirrored(y, height));
      samples.copyWithin(rowStart(y), from, from + stride);
    }
  }
}

function mirrored(index: number, size: number): number {
  const period = 2 * (size - 1);
  const place = ((index % period) + period) % period;
  return Math.min(place, period - place);
}
