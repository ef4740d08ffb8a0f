import { dot } from './dot.ts';
import type { SmoothFunction } from './smooth-function.ts';

/** A point, and the function there. */
export interface Evaluated {
  point: Float64Array;
  value: number;
  gradient: Float64Array;
}

/** What a step must gain, as a share of what the slope at its start promises. */
const sufficient = 1e-4;

/** What may be left of the slope after a step, so that the step was not too short. */
const flattened = 0.9;

/** Halvings and doublings; more than this many say that rounding has taken over. */
const mostTries = 60;

/**
 * A step along a direction that lowers the function enough and leaves its slope flatter: the weak
 * Wolfe conditions, found by doubling and bisection.
 *
 * @param first the length to try first, in lengths of the direction
 * @returns undefined when there is none, as at a minimum to machine precision
 */
export function stepAlong(
  smooth: SmoothFunction,
  from: Evaluated,
  direction: Float64Array,
  first: number,
): Evaluated | undefined {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return undefined;
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, first];
  for (let tries = 0; tries < mostTries; tries++) {
    const next = evaluate(smooth, from.point, direction, length);
    // What is not finite is too far.
    if (!(next.value <= from.value + sufficient * length * slope)) {
      high = length;
    } else if (dot(next.gradient, direction) < flattened * slope) {
      low = length;
    } else {
      return next;
    }
    length = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

function evaluate(
  smooth: SmoothFunction,
  start: Float64Array,
  direction: Float64Array,
  length: number,
): Evaluated {
  const point = start.map((entry, k) => entry + length * direction[k]!);
  const gradient = new Float64Array(point.length);
  const value = smooth(point, gradient);
  return { point, value, gradient };
}
