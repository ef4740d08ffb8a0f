import type { CurvePoint } from './curve.ts';

/**
 * At most `2 × count` of the points: the least and the greatest of each of `count` equal stretches
 * of them, in the order of steps, so that no outlier is lost.
 */
export function thinPoints(points: readonly CurvePoint[], count: number): CurvePoint[] {
  if (points.length <= 2 * count) return [...points];
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * points.length) / count);
    const to = Math.floor(((i + 1) * points.length) / count);
    const stretch = points.slice(from, to);
    const least = stretch.reduce((a, b) => (b.value < a.value ? b : a));
    const greatest = stretch.reduce((a, b) => (b.value > a.value ? b : a));
    return least.step < greatest.step ? [least, greatest] : [greatest, least];
  }).flat();
}
