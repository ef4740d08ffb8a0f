import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { backgroundDistances } from './background-distances.ts';
import { leadingComponents } from './leading-components.ts';

const random = seededRandom(3);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

test('`backgroundDistances` puts a fifth of the rows, gathered elsewhere, beyond all others', () => {
  const rows = Float64Array.from({ length: 500 * 2 }, (_, i) => {
    const foreign = i < 100 * 2;
    return (foreign ? (i % 2 === 0 ? 9 : -6) : 0) + 0.7 * normal();
  });
  const distances = backgroundDistances(rows, 2);
  const nearestForeign = Math.min(...distances.subarray(0, 100));
  expect(nearestForeign).toBeGreaterThan(Math.max(...distances.subarray(100)));
});

test('`backgroundDistances` are the squares of standard deviations, trimmed to three quarters', () => {
  // The middle three quarters of 0…100 are 13…87: mean 50, variance (75² − 1) / 12.
  const rows = Float64Array.from({ length: 101 }, (_, i) => i);
  const [first, middle] = [0, 50].map((i) => backgroundDistances(rows, 1)[i]);
  expect(middle).toBeLessThan(0.01);
  expect(Math.abs(first! / (2500 / (5624 / 12)) - 1)).toBeLessThan(0.03);
});

test('`backgroundDistances` of no rows, one row and like rows are none and 0', () => {
  expect([...backgroundDistances(new Float64Array(0), 3)]).toEqual([]);
  expect([...backgroundDistances(Float64Array.of(4, 2), 2)]).toEqual([0]);
  expect([...backgroundDistances(new Float64Array(8).fill(1), 2)]).toEqual([0, 0, 0, 0]);
});

test('`leadingComponents` have variance 1, are uncorrelated, and as many as the rows span', () => {
  const rows = new Float64Array(300 * 4);
  for (let i = 0; i < 300; i++) {
    const [a, b] = [3 * normal(), normal()];
    rows.set([a + 5, a - b, 2 * b, a + b], i * 4);
  }
  const { data, components } = leadingComponents(rows, 4, 3);
  expect(components).toBe(2);
  const product = (c: number, d: number) => {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += (data[i * 2 + c]! * data[i * 2 + d]!) / 300;
    return sum;
  };
  expect(product(0, 0)).toBeCloseTo(1, 9);
  expect(product(1, 1)).toBeCloseTo(1, 9);
  expect(product(0, 1)).toBeCloseTo(0, 9);
});
