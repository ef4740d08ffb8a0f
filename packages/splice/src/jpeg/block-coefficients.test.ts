import { expect, test } from 'vitest';
import { flatImage, madePhoto } from '../../test/made-forgery.ts';
import { blockCoefficients } from './block-coefficients.ts';

test('`blockCoefficients` of a wave across are its amplitude times 4 √2 at its frequency alone', () => {
  const image = flatImage(16, 8);
  for (let i = 0; i < 16 * 8; i++) {
    const wave = 100 * Math.cos(((2 * (i % 8) + 1) * Math.PI) / 16);
    image.data.fill(Math.round(128 + wave), i * 3, i * 3 + 3);
  }
  const { frequencies, saturated } = blockCoefficients(image);
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
  expect([...blockCoefficients(image, { offset: 4 }).saturated]).toEqual([0, 1, 0, 0]);
  expect(blockCoefficients(flatImage(7, 7)).frequencies[0]).toHaveLength(0);
});

test('`blockCoefficients` of some blocks are those of all', async () => {
  const image = await madePhoto(1);
  const all = blockCoefficients(image, { offset: 4 });
  const some = blockCoefficients(image, { offset: 4, blocks: Int32Array.of(3000, 7, 80) });
  for (const [f, values] of some.frequencies.entries()) {
    expect([...values]).toEqual([3000, 7, 80].map((block) => all.frequencies[f]![block]));
  }
  expect(some.saturated).toHaveLength(3);
});
