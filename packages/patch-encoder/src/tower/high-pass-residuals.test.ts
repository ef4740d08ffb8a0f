import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { highPassResiduals, residualChannels } from './high-pass-residuals.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Residual maps of a grey patch given by its levels. */
function residuals(level: (row: number, column: number) => number): tf.Tensor4D {
  return tf.tidy(() => {
    const data = Float32Array.from({ length: 8 * 8 * 3 }, (_, i) => {
      const pixel = Math.floor(i / 3);
      return level(Math.floor(pixel / 8), pixel % 8);
    });
    return highPassResiduals(tf.tensor4d(data, [1, 8, 8, 3]));
  });
}

test('`highPassResiduals` is zero on a flat patch, up to its borders', () => {
  for (const value of residuals(() => 200).dataSync()) expect(Math.abs(value)).toBeLessThan(1e-5);
});

test('`highPassResiduals` of one bright pixel are the kernels, squashed by tanh(r / 12)', () => {
  const maps = residuals((row, column) => (row === 4 && column === 4 ? 12 : 0));
  const at = (row: number, column: number, kernel: number) =>
    maps.bufferSync().get(0, row, column, kernel);
  expect(residualChannels).toBe(9);
  expect(at(4, 4, 0)).toBeCloseTo(Math.tanh(1), 5);
  expect(at(4, 5, 0)).toBeCloseTo(Math.tanh(-0.5), 5);
  expect(at(5, 4, 0)).toBeCloseTo(0, 5);
  expect(at(5, 4, 1)).toBeCloseTo(Math.tanh(-0.5), 5);
  expect(at(4, 4, 2)).toBeCloseTo(Math.tanh(-1), 5);
  expect(at(3, 3, 2)).toBeCloseTo(Math.tanh(-0.5), 5);
});
