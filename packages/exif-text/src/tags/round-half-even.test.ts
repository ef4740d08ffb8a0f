import { expect, test } from 'vitest';
import { roundHalfEven } from './round-half-even.ts';

test('`roundHalfEven` rounds as printf does', () => {
  // "%.1f", "%.0f" and "%.2f" of the C library, trailing zeros removed
  const printed: [number, number, string][] = [
    [4.25, 1, '4.2'],
    [6.25, 1, '6.2'],
    [6.75, 1, '6.8'],
    [0.25, 1, '0.2'],
    [4.35, 1, '4.3'],
    [0.05, 1, '0.1'],
    [2.5, 0, '2'],
    [3.5, 0, '4'],
    [-2.5, 0, '-2'],
    [1.005, 2, '1'],
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [1e15 + 0.5, 0, '1000000000000000'],
  ];
  for (const [value, decimals, text] of printed) {
    expect(roundHalfEven(value, decimals), `${value}`).toBe(text);
  }
});

test('`roundHalfEven` never prints a negative zero', () => {
  expect(roundHalfEven(-0.04, 1)).toBe('0');
  expect(roundHalfEven(-0, 2)).toBe('0');
});
