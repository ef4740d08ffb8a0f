import { expect, test } from 'vitest';
import { referenceAuc } from './reference-auc.ts';

test('`referenceAuc` is the area that integrating gives', () => {
  const uniform = (from: number) => {
    const data = Float32Array.from({ length: 101 }, (_, q) => from + q / 100);
    return { data, shape: [101] };
  };
  const auc = (difference: number) =>
    referenceAuc({ authenticScores: uniform(difference), swappedScores: uniform(0) });
  expect([auc(2), auc(-2)]).toEqual([1, 0]);
  expect(auc(0)).toBeCloseTo(0.5, 3);
  expect(auc(0.5)).toBeCloseTo(1 - 0.5 ** 2 / 2, 3);
  expect(auc(-0.25)).toBeCloseTo(0.75 ** 2 / 2, 3);
});
