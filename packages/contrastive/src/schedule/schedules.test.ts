import { describe, expect, it } from 'vitest';
import { epochCosine } from './epoch-cosine.ts';
import { inverseSquareRoot } from './inverse-square-root.ts';
import { warmupConstant } from './warmup-constant.ts';
import { warmupCooldown } from './warmup-cooldown.ts';
import { warmupCosine } from './warmup-cosine.ts';
import { warmupLinear } from './warmup-linear.ts';

const lengths = { warmupSteps: 40, cooldownSteps: 100, totalSteps: 400 };
type Rates = (step: number, numbers: Numbers) => number;
type Numbers = Partial<typeof lengths> & { peak?: number; floor?: number };

/** Each schedule with a peak of 1 and a floor of 0.1, unless told otherwise. */
const defaults = { peak: 1, floor: 0.1, ...lengths };
const schedules: Readonly<Record<string, Rates>> = {
  warmupCosine: (step, numbers) => warmupCosine(step, { ...defaults, ...numbers }),
  warmupLinear: (step, numbers) => warmupLinear(step, { ...defaults, ...numbers }),
  warmupConstant: (step, numbers) => warmupConstant(step, { ...defaults, floor: 0, ...numbers }),
  warmupCooldown: (step, numbers) => warmupCooldown(step, { ...defaults, ...numbers }),
  inverseSquareRoot: (step, numbers) =>
    inverseSquareRoot(step, { ...defaults, floor: 0, ...numbers }),
};
const ending = ['warmupCosine', 'warmupLinear', 'warmupCooldown'];

describe.each(Object.entries(schedules))('%s', (name, rate) => {
  const rates = Array.from({ length: 500 }, (_, step) => rate(step, {}));

  it('rises linearly to the peak, then never rises again', () => {
    for (const step of [0, 1, 20, 39]) expect(rates[step]).toBeCloseTo((step + 1) / 40, 12);
    for (let step = 40; step < 500; step += 1) {
      expect(rates[step]).toBeLessThanOrEqual(rates[step - 1]!);
    }
    expect(Math.max(...rates)).toBe(1);
  });

  it('has no jump anywhere, joints and end included', () => {
    // the warm-up is the steepest part: 1/40 a step
    const jumps = rates.slice(1).map((value, i) => Math.abs(value - rates[i]!));
    expect(Math.max(...jumps)).toBeLessThan(1 / 40 + 1e-12);
  });

  it('scales with its peak, to no number and no rate below zero', () => {
    for (const step of [0, 39, 40, 200, 399, 400, 1e9]) {
      expect(rate(step, { peak: 3, floor: 0 })).toBeCloseTo(3 * rate(step, { floor: 0 }), 12);
      expect(rate(step, { peak: 0, floor: 0 })).toBe(0);
    }
  });

  it('refuses nonsense', () => {
    for (const numbers of [
      { peak: Number.NaN },
      { peak: -1, floor: -2 },
      { peak: Number.POSITIVE_INFINITY },
      { warmupSteps: -1 },
      { warmupSteps: Number.NaN },
      ...(ending.includes(name)
        ? [{ floor: 2 }, { floor: -0.1 }, { totalSteps: 39 }, { totalSteps: Number.NaN }]
        : []),
    ]) {
      expect(() => rate(0, numbers), JSON.stringify(numbers)).toThrow(RangeError);
    }
    expect(() => rate(-1, {})).toThrow(new RangeError('expected a step from 0 on, got -1'));
    expect(() => rate(Number.NaN, {})).toThrow(RangeError);
  });
});

describe.each(ending)('%s', (name) => {
  it('ends at the floor and stays there', () => {
    for (const step of [400, 401, 1e9]) expect(schedules[name]!(step, {})).toBe(0.1);
    expect(schedules[name]!(399, {})).toBeGreaterThan(0.1);
  });

  it('takes a run of one step and one that is all warm-up', () => {
    const one = { warmupSteps: 0, cooldownSteps: 0, totalSteps: 1 };
    expect(schedules[name]!(0, one)).toBe(1);
    const all = { warmupSteps: 10, cooldownSteps: 0, totalSteps: 10 };
    expect(schedules[name]!(9, all)).toBe(1);
    expect(schedules[name]!(10, all)).toBe(0.1);
  });
});

describe('values by hand', () => {
  it('warmupLinear is halfway between peak and floor halfway', () => {
    expect(schedules.warmupLinear!(220, {})).toBeCloseTo(0.55, 12);
  });

  it('warmupCooldown stays at the peak until its cooldown and falls over it', () => {
    const [before, start, half] = [299, 300, 350].map((s) => schedules.warmupCooldown!(s, {}));
    expect([before, start]).toEqual([1, 1]);
    expect(half).toBeCloseTo(0.55, 12);
    expect(() => schedules.warmupCooldown!(0, { cooldownSteps: 361 })).toThrow(
      new RangeError('expected a cooldown within 360 steps, got 361'),
    );
  });

  it('inverseSquareRoot halves when steps are four times the warm-up', () => {
    expect(schedules.inverseSquareRoot!(159, {})).toBeCloseTo(0.5, 12);
    expect(() => schedules.inverseSquareRoot!(0, { warmupSteps: 0 })).toThrow(RangeError);
  });
});

describe('epochCosine', () => {
  const options = { stepsPerEpoch: 10, epochs: 105 };

  it('rises over five epochs to 1e-4 and follows a cosine towards 1e-7, epoch by epoch', () => {
    expect(epochCosine(0, options)).toBeCloseTo(1e-4 / 50, 12);
    expect(epochCosine(49, options)).toBeCloseTo(1e-4, 12);
    for (const epoch of [5, 30, 55, 104]) {
      const rate = 1e-7 + ((1e-4 - 1e-7) * (1 + Math.cos((Math.PI * (epoch - 5)) / 100))) / 2;
      for (const step of [0, 9]) {
        expect(epochCosine(10 * epoch + step, options)).toBeCloseTo(rate, 15);
      }
    }
    expect(epochCosine(1050, options)).toBe(1e-7);
  });

  it('refuses epochs without steps and a warm-up longer than the run', () => {
    expect(() => epochCosine(0, { ...options, stepsPerEpoch: 0 })).toThrow(RangeError);
    expect(() => epochCosine(0, { ...options, epochs: 4 })).toThrow(
      new RangeError('expected a warm-up within 4 epochs, got 5'),
    );
  });
});
