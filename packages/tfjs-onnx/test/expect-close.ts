import type { TensorValue } from '@exifclip/onnx';
import { expect } from 'vitest';

/**
 * Expects a tensor to differ from another by no more than a share of the other's largest
 * magnitude; NaN and infinity must be where the other has them.
 */
export function expectClose(got: TensorValue, expected: TensorValue, tolerance: number): void {
  expect(got.shape).toEqual(expected.shape);
  const [actual, wanted] = [numbers(got), numbers(expected)];
  const odd = wanted.map((value, i) => (Number.isFinite(value) ? undefined : [i, value]));
  expect(actual.map((value, i) => (Number.isFinite(value) ? undefined : [i, value]))).toEqual(odd);
  const finite = wanted.filter(Number.isFinite);
  const largest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const apart = wanted.map((value, i) => (Number.isFinite(value) ? value - actual[i]! : 0));
  const worst = apart.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(worst).toBeLessThanOrEqual(tolerance * largest);
}

function numbers({ data }: TensorValue): number[] {
  return Array.from(data as ArrayLike<number | bigint>, Number);
}
