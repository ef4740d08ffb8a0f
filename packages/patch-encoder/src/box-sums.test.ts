import { expect, test } from 'vitest';
import { addBoxSum, type Box } from './add-box-sum.ts';
import { integralImage } from './integral-image.ts';
import { pooledStatistics } from './pooled-statistics.ts';

const [rows, columns, channels] = [5, 7, 3];
const features = {
  data: Float32Array.from({ length: rows * columns * channels }, (_, i) => Math.sin(1.7 * i) * 9),
  shape: [rows, columns, channels],
};

/** Sums of values and of squares, one position after the other. */
function slowSums({ top, left, bottom, right }: Box): number[] {
  const sums = new Array<number>(2 * channels).fill(0);
  for (let row = Math.max(0, top); row < Math.min(rows, bottom); row++) {
    for (let column = Math.max(0, left); column < Math.min(columns, right); column++) {
      for (let channel = 0; channel < channels; channel++) {
        const value = features.data[(row * columns + column) * channels + channel]!;
        sums[channel]! += value;
        sums[channels + channel]! += value * value;
      }
    }
  }
  return sums;
}

test('`addBoxSum` gives the sums of every box to 1e-9, what hangs over the edges left out', () => {
  const integral = integralImage(features, { squares: true });
  expect(integral.channels).toBe(6);
  for (let top = -2; top < rows; top++) {
    for (let left = -2; left < columns; left++) {
      for (const [height, width] of [
        [1, 1],
        [3, 2],
        [9, 12],
        [0, 4],
      ] as const) {
        const box = { top, left, bottom: top + height, right: left + width };
        const totals = new Float64Array(6);
        addBoxSum(integral, box, totals);
        slowSums(box).forEach((sum, i) => {
          expect(Math.abs(totals[i]! - sum)).toBeLessThan(1e-9);
        });
      }
    }
  }
});

test('`addBoxSum` adds to what is there, and without squares keeps to the channels', () => {
  const integral = integralImage(features, { squares: false });
  const totals = Float64Array.of(10, 20, 30);
  addBoxSum(integral, { top: 1, left: 2, bottom: 3, right: 6 }, totals);
  const expected = slowSums({ top: 1, left: 2, bottom: 3, right: 6 });
  totals.forEach((total, i) => {
    expect(total).toBeCloseTo(10 * (i + 1) + expected[i]!, 9);
  });
});

test('`pooledStatistics` are means and deviations, never of a negative variance', () => {
  // Two patches of 4 positions: 1, 2, 3, 4; and 1e4 four times, whose variance is float noise.
  const patches = [Float64Array.of(10, 30), Float64Array.of(4e4, 4e8 - 1e-6)];
  const { data, shape } = pooledStatistics({ patches, positions: 4 }, 'mean-and-deviation');
  expect(shape).toEqual([2, 2]);
  const expected = [2.5, Math.sqrt(1.25 + 1e-5), 1e4, Math.sqrt(1e-5)];
  data.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 4);
  });
  expect(pooledStatistics({ patches, positions: 4 }, 'mean').shape).toEqual([2, 2]);
  expect(pooledStatistics({ patches: [], positions: 4 }, 'mean').shape).toEqual([0, 0]);
});
