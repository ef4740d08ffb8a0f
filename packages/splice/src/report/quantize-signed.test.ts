import { expect, test } from 'vitest';
import { quantizeSigned } from './quantize-signed.ts';

test('numbers come back to within half a scale', () => {
  const data = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) * 0.3);
  const { values, scale } = quantizeSigned(data);
  const off = data.map((value, i) => Math.abs(value - values[i]! * scale));
  expect(Math.max(...off)).toBeLessThanOrEqual(scale / 2 + 1e-7);
});

test('zeros, nothing, and what is not finite', () => {
  expect(quantizeSigned(new Float32Array(2))).toEqual({ values: new Int8Array(2), scale: 1 });
  expect(quantizeSigned(new Float32Array(0)).values).toHaveLength(0);
  const { values } = quantizeSigned(Float32Array.of(Number.NaN, Infinity, 1, -1));
  expect([...values]).toEqual([0, 0, 127, -127]);
});
