import { describe, expect, it } from 'vitest';
import { layerwiseLearningRates } from './layerwise-learning-rates.ts';
import { learningRateScaleOf } from './learning-rate-scale.ts';

describe('layerwiseLearningRates', () => {
  it('falls from the last group to the first, and leaves the rest as it is', () => {
    const scale = layerwiseLearningRates(['image/stem', ['image/1', 'text/1'], 'image/2'], 0.5);
    expect(scale('image/stem/conv/kernel')).toBe(0.25);
    expect(scale('image/1/kernel')).toBe(0.5);
    expect(scale('text/1')).toBe(0.5);
    expect(scale('image/2/bias')).toBe(1);
    expect(scale('image/10/kernel')).toBe(1);
    expect(scale('logScale')).toBe(1);
  });

  it('lets the longer of two beginnings count, in any order', () => {
    for (const decay of [0.5, 0.1]) {
      const scale = layerwiseLearningRates(['text', 'text/head'], decay);
      expect(scale('text/table')).toBe(decay);
      expect(scale('text/head/kernel')).toBe(1);
      const turned = layerwiseLearningRates(['text/head', 'text'], decay);
      expect(turned('text/head/kernel')).toBe(decay);
    }
  });

  it('freezes all groups but the last with a decay of 0, and none with 1', () => {
    const frozen = layerwiseLearningRates(['a', 'b/', 'c'], 0);
    expect(['a/x', 'b/x', 'c/x'].map(frozen)).toEqual([0, 0, 1]);
    expect(['a/x', 'c/x'].map(layerwiseLearningRates(['a', 'b', 'c'], 1))).toEqual([1, 1]);
  });

  it('refuses other decays, no groups and one twice', () => {
    for (const decay of [-0.1, 1.1, Number.NaN]) {
      expect(() => layerwiseLearningRates(['a'], decay)).toThrow(RangeError);
    }
    expect(() => layerwiseLearningRates([], 0.5)).toThrow(RangeError);
    expect(() => layerwiseLearningRates(['a', ['b', 'a']], 0.5)).toThrow(
      new RangeError('expected each group once, got a twice'),
    );
  });
});

describe('learningRateScaleOf', () => {
  it('is 1 without a scale, and refuses what is none', () => {
    expect(learningRateScaleOf(undefined, 'a')).toBe(1);
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => learningRateScaleOf(() => bad, 'image/a')).toThrow(
        new RangeError(`expected a learning rate scale of 0 or more for image/a, got ${bad}`),
      );
    }
  });
});
