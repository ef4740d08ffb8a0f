import { describe, expect, it } from 'vitest';
import { warmupCosine } from './warmup-cosine.ts';

describe('warmupCosine', () => {
  const options = { peak: 1, warmupSteps: 4, totalSteps: 12, floor: 0.2 };

  it('rises linearly to the peak and falls to the floor', () => {
    const rates = [0, 3, 4, 8, 12, 1000].map((step) => warmupCosine(step, options));
    [0.25, 1, 1, 0.6, 0.2, 0.2].forEach((rate, i) => {
      expect(rates[i]).toBeCloseTo(rate, 12);
    });
  });

  it('starts at the peak without a warm-up', () => {
    expect(warmupCosine(0, { peak: 3, totalSteps: 2 })).toBe(3);
    expect(warmupCosine(1, { peak: 3, totalSteps: 2 })).toBeCloseTo(1.5, 12);
  });

  it('refuses a warm-up longer than the run', () => {
    expect(() => warmupCosine(0, { peak: 1, warmupSteps: 5, totalSteps: 4 })).toThrow(
      new RangeError('expected a warm-up within 4 steps, got 5'),
    );
  });
});
