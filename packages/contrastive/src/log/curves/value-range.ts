import type { CurvePoint } from './curve.ts';

/** Points from which on a few may lie outside of the picture. */
const many = 100;

/**
 * The values that an axis shows: all of the line, and of the points all but the outermost hundredth
 * at either end, so that an outlier does not press the rest flat; some space where all are alike.
 */
export function valueRange(
  points: readonly CurvePoint[],
  line: readonly number[],
): readonly [low: number, high: number] {
  const sorted = points.map(({ value }) => value).sort((a, b) => a - b);
  const left = sorted.length < many ? 0 : Math.ceil(sorted.length / 100);
  const ends = [...sorted.slice(left, left + 1), ...sorted.slice(-1 - left).slice(0, 1)];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of [...ends, ...line]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const space = high > low ? (high - low) * 0.05 : Math.abs(high) * 0.1 || 1;
  return [low - space, high + space];
}
