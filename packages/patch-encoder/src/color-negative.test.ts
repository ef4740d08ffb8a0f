import { expect, test } from 'vitest';
import { colorNegative } from './color-negative.ts';

test('`colorNegative` is (256 − v) mod 256, twice is as before, and its input stays', () => {
  const levels = Uint8Array.from({ length: 256 }, (_, v) => v);
  const negative = colorNegative(levels);
  expect([...negative]).toEqual([...levels].map((v) => (256 - v) % 256));
  expect(colorNegative(negative)).toEqual(levels);
  expect(levels[1]).toBe(1);
  expect(colorNegative(new Uint8Array(0))).toEqual(new Uint8Array(0));
});
