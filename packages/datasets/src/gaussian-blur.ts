import { gaussianWeights } from './gaussian-weights.ts';
import { sumRows } from './sum-rows.ts';

/**
 * A Gaussian blur of interleaved samples, borders repeated.
 *
 * @param samples - `width * height * channels` values, row-major
 * @param sigma - in pixels; 0 only copies
 * @throws RangeError unless `sigma` is finite and at least 0
 */
export function gaussianBlur(
  samples: Float32Array,
  { width, height, channels }: { width: number; height: number; channels: number },
  sigma: number,
): Float32Array {
  const weights = gaussianWeights(sigma);
  const reach = (weights.length - 1) / 2;
  const stride = width * channels;
  const result = new Float32Array(samples.length);
  const starts = new Int32Array(weights.length);
  const shifts = starts.map((_, k) => k * channels);
  const border = reach * channels;
  const column = new Float32Array(stride);
  const row = new Float32Array(stride + 2 * border);
  const count = weights.length;
  for (let y = 0; y < height; y += 1) {
    for (let k = 0; k < starts.length; k += 1) {
      starts[k] = Math.min(Math.max(y + k - reach, 0), height - 1) * stride;
    }
    sumRows({ source: samples, starts, count, weights, first: 0 }, column, 0, stride);
    row.set(column, border);
    repeatEnds(row, border, channels);
    const across = { source: row, starts: shifts, count, weights, first: 0 };
    sumRows(across, result, y * stride, stride);
  }
  return result;
}

function repeatEnds(row: Float32Array, border: number, channels: number): void {
  const last = row.length - border - channels;
  for (let i = 0; i < border; i += 1) {
    row[i] = row[border + (i % channels)]!;
    row[last + channels + i] = row[last + (i % channels)]!;
  }
}
