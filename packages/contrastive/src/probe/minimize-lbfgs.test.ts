import { expect, it } from 'vitest';
import { minimizeLbfgs } from './minimize-lbfgs.ts';
import type { SmoothFunction } from './smooth-function.ts';

const rosenbrock: SmoothFunction = (at, gradient) => {
  const [x, y] = at as unknown as [number, number];
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  gradient[1] = 200 * (y - x * x);
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
};

it('`minimizeLbfgs` finds the bottom of a curved valley', () => {
  const { point, value, steps, converged } = minimizeLbfgs(rosenbrock, Float64Array.of(-1.2, 1), {
    tolerance: 1e-9,
  });
  expect(converged).toBe(true);
  expect(steps).toBeLessThan(60);
  expect(value).toBeLessThan(1e-16);
  point.forEach((entry) => {
    expect(Math.abs(entry - 1)).toBeLessThan(1e-8);
  });
});

it('`minimizeLbfgs` takes about as many steps as SciPy (213) on a quadratic of condition 10⁶', () => {
  const quadratic: SmoothFunction = (at, gradient) => {
    let value = 0;
    at.forEach((entry, k) => {
      const curvature = 10 ** (6 * (k / (at.length - 1)));
      gradient[k] = curvature * (entry - k);
      value += (curvature / 2) * (entry - k) ** 2;
    });
    return value;
  };
  const options = { maxSteps: 300, memory: 30 };
  const { point, converged } = minimizeLbfgs(quadratic, new Float64Array(20), options);
  expect(converged).toBe(true);
  point.forEach((entry, k) => {
    expect(Math.abs(entry - k)).toBeLessThan(1e-4);
  });
});

it('`minimizeLbfgs` leaves a minimum where it is, and gives up where there is none to find', () => {
  const start = Float64Array.of(1, 1);
  expect(minimizeLbfgs(rosenbrock, start)).toEqual({
    point: start,
    value: 0,
    steps: 0,
    converged: true,
  });
  const broken: SmoothFunction = (_, gradient) => {
    gradient.fill(1);
    return Number.NaN;
  };
  expect(minimizeLbfgs(broken, start)).toMatchObject({ steps: 0, converged: false });
  const { steps } = minimizeLbfgs(rosenbrock, Float64Array.of(-1.2, 1), { maxSteps: 3 });
  expect(steps).toBe(3);
});
