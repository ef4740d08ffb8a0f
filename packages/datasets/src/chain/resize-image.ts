import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { sumRows } from '../sum-rows.ts';
import type { ResizeKernel } from './processing-step.ts';
import { type ResizeWeights, resizeWeights } from './resize-weights.ts';

/**
 * Scales both sides of an image by exactly `factor`, rounding the size: pixel `i` of the result
 * shows the place `(i + ½) / factor − ½` of the original, whatever the size. A region resized by
 * itself thus has the same traces of interpolation as the whole.
 *
 * @param factor - above 0; below 1 shrinks, with a kernel widened by as much
 * @throws RangeError unless `factor` is finite and above 0
 */
export function resizeImage(image: RasterImage, factor: number, kernel: ResizeKernel): RasterImage {
  if (!(Number.isFinite(factor) && factor > 0)) {
    throw new RangeError(`expected a resize factor above 0, got ${factor}`);
  }
  const width = Math.max(1, Math.round(image.width * factor));
  const height = Math.max(1, Math.round(image.height * factor));
  const result = blankImage(width, height);
  const out = clampedBytes(result.data);
  const horizontal = resizeWeights(image.width, width, factor, kernel);
  const vertical = resizeWeights(image.height, height, factor, kernel);
  const { taps } = vertical;
  const stride = image.width * 3;
  const row = new Float32Array(stride);
  // The last `taps` rows of the image as floats, row r at r modulo taps.
  const ring = new Float32Array(taps * stride);
  const starts = new Int32Array(taps);
  let filled = 0;
  for (let y = 0; y < height; y += 1) {
    const first = vertical.starts[y]!;
    for (filled = Math.max(filled, first); filled < first + taps; filled += 1) {
      const bytes = image.data.subarray(filled * stride, (filled + 1) * stride);
      ring.set(bytes, (filled % taps) * stride);
    }
    const [from, to] = nonZeroRange(vertical.weights, y * taps, (y + 1) * taps);
    for (let k = from; k < to; k += 1) {
      starts[k - from] = ((first + k - y * taps) % taps) * stride;
    }
    const rows = { source: ring, starts, count: to - from, weights: vertical.weights, first: from };
    sumRows(rows, row, 0, stride);
    resizeRow(row, horizontal, out, y * width * 3);
  }
  return result;
}

/** Most kernels end in zeros, which would cost as much as any other weight. */
function nonZeroRange(weights: Float32Array, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && weights[from] === 0) from += 1;
  while (from < to && weights[to - 1] === 0) to -= 1;
  return [from, to];
}

function resizeRow(
  row: Float32Array,
  { taps, starts, weights }: ResizeWeights,
  out: Uint8ClampedArray,
  start: number,
): void {
  for (let x = 0, w = 0, to = start; x < starts.length; x += 1, to += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let from = starts[x]! * 3, end = from + taps * 3; from < end; from += 3, w += 1) {
      const weight = weights[w]!;
      red += weight * row[from]!;
      green += weight * row[from + 1]!;
      blue += weight * row[from + 2]!;
    }
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
  }
}
