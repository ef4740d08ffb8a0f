import { describe, expect, it } from 'vitest';
import oracle from '../fixtures/linear-probe.json' with { type: 'json' };
import { fitLinearProbe } from './fit-linear-probe.ts';
import { predictLabels } from './predict-labels.ts';
import { probeProbabilities } from './probe-probabilities.ts';

const features = { data: Float32Array.from(oracle.features), shape: oracle.shape };
const { labels } = oracle;

describe('fitLinearProbe', () => {
  it.each(oracle.fits)('agrees with scikit-learn to 1e-5 at strength $strength', (fit) => {
    const probe = fitLinearProbe(features, labels, { strength: fit.strength, tolerance: 1e-9 });
    expect(probe).toMatchObject({ classes: ['a', 'b', 'c'], converged: true });
    fit.weights.forEach((weight, i) => {
      expect(Math.abs(probe.parameters[i]! - weight)).toBeLessThan(1e-5);
    });
    const { data } = probeProbabilities(probe, features);
    fit.probabilities.forEach((probability, i) => {
      expect(Math.abs(data[i]! - probability)).toBeLessThan(1e-5);
    });
    const hits = predictLabels(probe, features).filter((label, i) => label === labels[i]);
    expect(hits.length / labels.length).toBeCloseTo(fit.accuracy, 12);
  });

  it('does not care about scale and offset of a feature, nor about features that never vary', () => {
    const [rows, dim] = features.shape as [number, number];
    const moved = new Float32Array(rows * (dim + 2));
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < dim; k++) {
        moved[row * (dim + 2) + k] = 64 * features.data[row * dim + k]! - 16;
      }
      moved[row * (dim + 2) + dim] = 1e30;
    }
    const options = { strength: 0.1, tolerance: 1e-8 };
    const plain = probeProbabilities(fitLinearProbe(features, labels, options), features).data;
    const table = { data: moved, shape: [rows, dim + 2] };
    const other = probeProbabilities(fitLinearProbe(table, labels, options), table).data;
    plain.forEach((value, i) => {
      expect(Math.abs(value - other[i]!)).toBeLessThan(1e-5);
    });
  });

  it('separates what can be separated, and stays finite doing so', () => {
    const line = { data: Float32Array.of(-2, -1, 1, 2), shape: [4, 1] };
    const probe = fitLinearProbe(line, ['l', 'l', 'r', 'r'], { strength: 1e-8 });
    expect(probe.parameters.every(Number.isFinite)).toBe(true);
    expect(predictLabels(probe, { data: Float32Array.of(-9, 9), shape: [2, 1] })).toEqual([
      'l',
      'r',
    ]);
    expect(predictLabels(probe, { data: new Float32Array(0), shape: [0, 1] })).toEqual([]);
  });

  it('takes two examples, and features that never vary', () => {
    const same = { data: new Float32Array(6).fill(7), shape: [3, 2] };
    const probe = fitLinearProbe(same, ['a', 'b', 'b']);
    const { data } = probeProbabilities(probe, same);
    expect(data[0]).toBeCloseTo(1 / 3, 3);
    const pair = { data: Float32Array.of(0, 1), shape: [2, 1] };
    expect(predictLabels(fitLinearProbe(pair, ['x', 'y']), pair)).toEqual(['x', 'y']);
  });

  it('starts from another probe and ends at the same minimum', () => {
    const options = { strength: 0.01, tolerance: 1e-8 };
    const cold = fitLinearProbe(features, labels, options);
    const start = fitLinearProbe(features, labels, { strength: 1 });
    const warm = fitLinearProbe(features, labels, { ...options, start });
    warm.parameters.subarray(0, 12).forEach((weight, i) => {
      expect(Math.abs(weight - cold.parameters[i]!)).toBeLessThan(1e-5);
    });
    const pair = { data: Float32Array.of(0, 1), shape: [2, 1] };
    expect(() => fitLinearProbe(pair, ['x', 'y'], { start })).toThrow(/start of 4 param.*got 15/);
  });

  it('says what is wrong with its input', () => {
    const fit = (data: number[], shape: number[], names: string[]) => () =>
      fitLinearProbe({ data: Float32Array.from(data), shape }, names);
    expect(fit([], [0, 3], [])).toThrow(/two classes or more, got \[\]/);
    expect(fit([1, 2], [2, 1], ['a', 'a'])).toThrow(/two classes or more, got \[a\]/);
    expect(fit([1, 2], [2, 1], ['a'])).toThrow(/label for each of 2 examples, got 1/);
    expect(fit([1, 2], [3, 1], ['a', 'b', 'c'])).toThrow(/got 2 values of shape \[3,1\]/);
    expect(fit([1, Number.NaN], [2, 1], ['a', 'b'])).toThrow(/finite features, got NaN in row 1/);
    expect(() => fitLinearProbe(features, labels, { strength: 0 })).toThrow(/positive strength/);
    const probe = fitLinearProbe(features, labels);
    expect(() => predictLabels(probe, { data: new Float32Array(3), shape: [1, 3] })).toThrow(
      /\[examples, 4\], got 3 values/,
    );
  });
});
