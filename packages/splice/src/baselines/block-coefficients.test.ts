import { expect, test } from 'vitest';
import { flatImage } from '../../test/made-forgery.ts';
import { blockCoefficients } from './block-coefficients.ts';

test('`blockCoefficients` of a wave across are its amplitude times 4 √2 at its frequency alone', () => {
  const image = flatImage(16, 8);
  for (let i = 0; i < 16 * 8; i++) {
    const wave = 100 * Math.cos(((2 * (i % 8) + 1) * Math.PI) / 16);
    image.data.fill(Math.round(128 + wave), i * 3, i * 3 + 3);
  }
  const { rows, cols, frequencies, saturated } = blockCoefficients(image, 0);
  expect([rows, cols]).toEqual([1, 2]);
  expect([...saturated]).toEqual([0, 0]);
  for (const [f, values] of frequencies.entries()) {
    // A wave of amplitude a over n by n pixels has the orthonormal coefficient a n / √2.
    const expected = f === 0 ? (100 * 8) / Math.SQRT2 : 0;
    for (const value of values) expect(Math.abs(value - expected)).toBeLessThan(2.5);
  }
});

test('`blockCoefficients` counts whole blocks from the offset, and marks the saturated ones', () => {
  const image = flatImage(23, 20);
  image.data[(9 * 23 + 12) * 3] = 255;
  const { rows, cols, saturated } = blockCoefficients(image, 4);
  expect([rows, cols]).toEqual([2, 2]);
  expect([...saturated]).toEqual([0, 1, 0, 0]);
  const none = blockCoefficients(flatImage(7, 7), 0);
  expect([none.rows, none.cols, none.frequencies[0]!.length]).toEqual([0, 0, 0]);
});
