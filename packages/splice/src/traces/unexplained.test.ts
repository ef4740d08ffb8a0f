import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { unexplained } from './unexplained.ts';

const random = seededRandom(4);
const measures = Array.from({ length: 500 }, () => [random(), 5 * random()]);

test('a quadratic of the measures leaves next to nothing, what is added to it is left', () => {
  const quadratic = measures.map(([a, b]) => 3 + a! - 2 * a! * a! + 0.5 * b! * b!);
  const rest = unexplained(Float32Array.from(quadratic), measures);
  expect(Math.max(...rest.map(Math.abs))).toBeLessThan(0.1);

  const raised = unexplained(
    Float32Array.from(quadratic, (value, i) => value + (i % 50 === 0 ? 10 : 0)),
    measures,
  );
  for (const [i, value] of raised.entries()) {
    expect(Math.abs(value - (i % 50 === 0 ? 9.8 : -0.2))).toBeLessThan(1.5);
  }
});

test('what is left has mean 0 and, but for the ridge, nothing in common with the measures', () => {
  const values = Float32Array.from(measures, ([a]) => 2 * a! + random());
  const rest = unexplained(values, measures);
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  expect(mean([...rest])).toBeCloseTo(0, 6);
  const shared = mean([...rest].map((value, i) => value * (measures[i]![0]! - 0.5)));
  expect(Math.abs(shared)).toBeLessThan(2e-3);
});

test('measures that are all alike explain nothing, one value is its mean, none is none', () => {
  const alike = [[1], [1], [1]];
  expect([...unexplained(Float32Array.of(1, 2, 6), alike)]).toEqual([-2, -1, 3]);
  expect([...unexplained(Float32Array.of(7), [[2, 3]])]).toEqual([0]);
  expect(unexplained(new Float32Array(0), [])).toHaveLength(0);
});
