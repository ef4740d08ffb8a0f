import { dot } from './dot.ts';
import type { SmoothFunction } from './smooth-function.ts';
import { stepAlong } from './step-along.ts';

export interface MinimizeOptions {
  /** Done when no entry of the gradient is larger. @defaultValue 1e-5 */
  tolerance?: number;
  /** Steps, at most. @defaultValue 300 */
  maxSteps?: number;
  /** Steps that the curvature is taken from. @defaultValue 10 */
  memory?: number;
}

/** Where a minimisation ended. */
export interface Minimum {
  point: Float64Array;
  value: number;
  steps: number;
  /** Whether the gradient came below the tolerance. */
  converged: boolean;
}

/** A step that was taken, and how the gradient changed along it. */
interface Curvature {
  step: Float64Array;
  change: Float64Array;
  /** 1 / (step · change) */
  inverse: number;
}

/**
 * The minimum of a smooth function that is bounded below, by limited-memory BFGS with a weak Wolfe
 * line search. Deterministic; ends without convergence where no step lowers the value any more.
 *
 * @see Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5
 */
export function minimizeLbfgs(
  smooth: SmoothFunction,
  start: Float64Array,
  { tolerance = 1e-5, maxSteps = 300, memory = 10 }: MinimizeOptions = {},
): Minimum {
  const past: Curvature[] = [];
  let [point, gradient] = [start, new Float64Array(start.length) as Float64Array];
  let value = smooth(point, gradient);
  let steps = 0;
  while (largest(gradient) > tolerance && steps < maxSteps) {
    const direction = descent(gradient, past);
    // Before any curvature is known, a step of length 1 at most.
    const first = past.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
    const next = stepAlong(smooth, { point, value, gradient }, direction, first);
    if (next === undefined) break;
    const step = difference(next.point, point);
    const change = difference(next.gradient, gradient);
    const product = dot(step, change);
    if (product > 0) past.push({ step, change, inverse: 1 / product });
    if (past.length > memory) past.shift();
    ({ point, value, gradient } = next);
    steps++;
  }
  return { point, value, steps, converged: largest(gradient) <= tolerance };
}

/** Minus the gradient times what the past says of the inverse Hessian: the two loops. */
function descent(gradient: Float64Array, past: readonly Curvature[]): Float64Array {
  const direction = gradient.map((entry) => -entry);
  const weights = new Float64Array(past.length);
  for (let i = past.length - 1; i >= 0; i--) {
    const { step, change, inverse } = past[i]!;
    weights[i] = inverse * dot(step, direction);
    addScaled(direction, change, -weights[i]!);
  }
  const last = past.at(-1);
  if (last) {
    const scale = 1 / (last.inverse * dot(last.change, last.change));
    for (let k = 0; k < direction.length; k++) direction[k]! *= scale;
  }
  for (let i = 0; i < past.length; i++) {
    const { step, change, inverse } = past[i]!;
    addScaled(direction, step, weights[i]! - inverse * dot(change, direction));
  }
  return direction;
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * other[k]!;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, k) => entry - b[k]!);
}

function largest(vector: Float64Array): number {
  let found = 0;
  for (const entry of vector) found = Math.max(found, Math.abs(entry));
  return found;
}
