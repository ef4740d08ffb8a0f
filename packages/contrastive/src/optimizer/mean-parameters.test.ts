import { describe, expect, it } from 'vitest';
import { meanParameters } from './mean-parameters.ts';

const of = (...values: number[]) => ({ data: Float32Array.from(values), shape: [values.length] });

describe('meanParameters', () => {
  it('is the mean of every number, summed in double precision', () => {
    const sets = [
      { a: of(1, -2), b: of(1e8) },
      { a: of(2, 2), b: of(1) },
      { a: of(6, 3), b: of(-1e8) },
    ];
    expect(meanParameters(sets)).toEqual({ a: of(3, 1), b: of(1 / 3) });
  });

  it('of one set is that set, in arrays of its own', () => {
    const one = { a: of(1, Number.NaN) };
    expect(meanParameters([one])).toEqual(one);
    expect(meanParameters([one]).a!.data).not.toBe(one.a.data);
  });

  it('does not hide what is no number', () => {
    expect(meanParameters([{ a: of(Number.NaN) }, { a: of(1) }])).toEqual({ a: of(Number.NaN) });
  });

  it('refuses none, and parameters of different models by name', () => {
    expect(() => meanParameters([])).toThrow('expected parameters to average, got none');
    expect(() => meanParameters([{ a: of(1) }, {}])).toThrow('got "a" of [1] and [none]');
    expect(() => meanParameters([{}, { a: of(1) }])).toThrow('got "a" of [none] and [1]');
    expect(() => meanParameters([{ a: of(1, 2) }, { a: of(1) }])).toThrow('"a" of [2] and [1]');
  });
});
