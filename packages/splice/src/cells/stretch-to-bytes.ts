import type { DenseArray } from '@exifclip/image';
import { percentile } from '../numeric/percentile.ts';

/** Options of {@link stretchToBytes}. */
export interface StretchToBytesOptions {
  /** Percentile that becomes 0. @defaultValue 0.5 */
  low?: number;
  /** Percentile that becomes 255. @defaultValue 99.5 */
  high?: number;
}

/**
 * Stretches values to 0…255 between two percentiles of all of them together, channels included,
 * and clips what lies beyond.
 *
 * @param values - any shape
 * @returns the same shape; 0 everywhere when the percentiles coincide
 */
export function stretchToBytes(
  values: DenseArray,
  options: StretchToBytesOptions = {},
): DenseArray<Uint8Array> {
  const { low = 0.5, high = 99.5 } = options;
  const data = new Uint8Array(values.data.length);
  if (data.length === 0) return { data, shape: values.shape };
  const bottom = percentile(values.data, low);
  const range = percentile(values.data, high) - bottom;
  if (range > 0) {
    for (let i = 0; i < data.length; i++) {
      const share = (values.data[i]! - bottom) / range;
      data[i] = Math.round(255 * Math.min(1, Math.max(0, share)));
    }
  }
  return { data, shape: values.shape };
}
