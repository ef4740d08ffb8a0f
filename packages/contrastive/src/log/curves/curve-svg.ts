import type { Curve, CurvePoint } from './curve.ts';
import { escapeMarkup } from './escape-markup.ts';
import { niceTicks } from './nice-ticks.ts';
import { shortNumber } from './short-number.ts';
import { smoothed } from './smoothed.ts';
import { thinPoints } from './thin-points.ts';
import { valueRange } from './value-range.ts';

/** Of the picture, in CSS pixels: so wide that its text is read as it is on a phone. */
const size = { width: 350, height: 180, left: 48, right: 10, top: 8, bottom: 20 };
const plot = {
  right: size.width - size.right,
  base: size.height - size.bottom,
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};
const thinnedTo = 250;
const few = 20;

/**
 * A curve as an SVG picture with axes: the values as dots, those far out on its edge, and a line
 * over them, smoothed where there are more than 20. Its style is the page's.
 *
 * @param curve - of one point at least
 */
export function curveSvg({ title, unit, points, isExact }: Curve): string {
  const span = isExact ? 1 : points.length / (2 * few);
  const line = smoothed(
    points.map(({ value }) => value),
    span,
  );
  const [low, high] = valueRange(points, line);
  const last = points.at(-1)!;
  const end = Math.max(1, last.step);
  const x = (step: number): string => (size.left + (step / end) * plot.width).toFixed(1);
  const y = (value: number): string =>
    (plot.base - share(value, low, high) * plot.height).toFixed(1);
  const drawn = points.map(({ step }, i): CurvePoint => ({ step, value: line[i]! }));
  const label = `${title}, ${unit || 'no unit'}: ${shortNumber(last.value)} at step ${last.step}`;
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeMarkup(label)}">`,
    ...niceTicks(low, high, 5).map(
      (tick) =>
        `<path class="rule" d="M${size.left} ${y(tick)}H${plot.right}"/>` +
        `<text x="${size.left - 6}" y="${y(tick)}" dy="4" text-anchor="end">${shortNumber(tick)}</text>`,
    ),
    `<path class="axis" d="M${size.left} ${plot.base}H${plot.right}"/>`,
    ...stepTicks(end).map(
      (tick) =>
        `<text x="${x(tick)}" y="${plot.base + 14}" text-anchor="middle">${shortNumber(tick)}</text>`,
    ),
    `<text x="${plot.right}" y="${plot.base + 14}" text-anchor="end">step</text>`,
    `<path class="dots${points.length > few ? '' : ' few'}" d="${thinPoints(points, thinnedTo)
      .map(({ step, value }) => `M${x(step)} ${y(value)}h0`)
      .join('')}"/>`,
    `<path class="line" d="M${thinPoints(drawn, thinnedTo)
      .map(({ step, value }) => `${x(step)} ${y(value)}`)
      .join('L')}"/>`,
    '</svg>',
  ].join('');
}

/** How far up a value stands, 0…1; what is far out stands on the edge. */
function share(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Whole steps, without those that would stand where the axis bears its name. */
function stepTicks(end: number): number[] {
  return niceTicks(0, end, 5).filter((tick) => Number.isInteger(tick) && tick <= end * 0.85);
}
