import { expect, test } from 'vitest';
import { flatImage } from '../../test/made-forgery.ts';
import { patchTexture } from './patch-texture.ts';

test('a ramp has its gradient and spread, and no second difference', () => {
  const image = flatImage(32, 32);
  for (let i = 0; i < image.data.length; i++) image.data[i] = 2 * (Math.floor(i / 3) % 32) + 10;
  const [second, gradient, deviation, mean] = patchTexture(image, 16)(8, 4);
  expect(second).toBeCloseTo(Math.log2(1 / 64), 3);
  expect(gradient).toBeCloseTo(Math.log2(4 + 1 / 64), 3);
  // Sixteen equally likely values, 2 apart.
  expect(deviation).toBeCloseTo(Math.log2(2 * Math.sqrt((16 ** 2 - 1) / 12) + 1 / 64), 3);
  expect(mean).toBeCloseTo(10 + 2 * (8 + 7.5), 3);
});

test('a flat patch has no texture', () => {
  const [second, gradient, deviation, mean] = patchTexture(flatImage(16, 16), 16)(0, 0);
  expect([second, gradient, deviation]).toEqual([-6, -6, -6]);
  expect(mean).toBeCloseTo(90, 4);
});
