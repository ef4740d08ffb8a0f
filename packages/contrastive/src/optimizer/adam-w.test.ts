import type { Parameters } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ReferenceAdamWOptions, referenceAdamW } from '../../test/reference-adam-w.ts';
import oracle from '../fixtures/numeric.json' with { type: 'json' };
import { type AdamWOptions, adamW } from './adam-w.ts';
import { clipByGlobalNorm } from './clip-by-global-norm.ts';
import { decayExcept } from './decay-except.ts';
import { publishedAdam } from './published-adam.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu' }));

describe('adamW', () => {
  it.each([
    ['AdamW', oracle.optimisers.adamW, true],
    ['Adam with L2', oracle.optimisers.adamL2, false],
  ] as const)('follows PyTorch’s %s for six steps to 1e-6', async (_, run, decoupled) => {
    const [beta1, beta2] = run.betas as [number, number];
    const options: AdamWOptions = { beta1, beta2, epsilon: run.eps, weightDecay: run.weightDecay };
    let parameters: Parameters = { p: tf.tensor1d(oracle.optimisers.initial) };
    let state = freshState(parameters);
    for (const [s, expected] of run.trajectory.entries()) {
      const g = tf.tensor1d([0, 1, 2, 3].map((i) => oracleGradient(s, i)));
      const all = { ...options, decoupled, decayFilter: () => true };
      ({ parameters, state } = adamW(parameters, { p: g }, state, tf.scalar(run.lr), all));
      const got = await parameters.p!.data();
      expected.forEach((value, i) => {
        expect(Math.abs(got[i]! - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
      });
    }
    expect((await state.step!.data())[0]).toBe(6);
  });

  it('decays kernels and leaves biases, unless told otherwise', async () => {
    const parameters = { kernel: tf.ones([1, 1]), bias: tf.ones([1]) };
    const gradients = { kernel: tf.zeros([1, 1]), bias: tf.zeros([1]) };
    const step = (options: AdamWOptions) =>
      adamW(parameters, gradients, freshState(parameters), tf.scalar(0.5), options).parameters;
    const moved = step({ weightDecay: 0.5 });
    expect((await moved.kernel!.data())[0]).toBe(0.75);
    expect((await moved.bias!.data())[0]).toBe(1);
    const chosen = step({ weightDecay: 0.5, decayFilter: (name) => name === 'bias' });
    expect((await chosen.kernel!.data())[0]).toBe(1);
    expect((await chosen.bias!.data())[0]).toBe(0.75);
  });

  it('hands on the state of what has no gradient', () => {
    const parameters = { a: tf.ones([2]), frozen: tf.ones([3]) };
    const state = freshState(parameters);
    const result = adamW(parameters, { a: tf.ones([2]) }, state, tf.scalar(1));
    expect(Object.keys(result.parameters)).toEqual(['a']);
    expect(Object.keys(result.state).sort()).toEqual(Object.keys(state).sort());
    expect(result.state['m/frozen']).toBe(state['m/frozen']);
  });

  it('says what its state lacks', () => {
    const a = tf.ones([2]);
    expect(() => adamW({ a }, { a }, { step: tf.scalar(0) }, tf.scalar(1))).toThrow(
      /named "m\/a", got "step"/,
    );
  });
});

describe('the float64 reference', () => {
  it.each([
    ['AdamW', oracle.optimisers.adamW, true],
    ['Adam with L2', oracle.optimisers.adamL2, false],
  ] as const)('follows PyTorch’s %s for six steps to 1e-10', (_, run, decoupled) => {
    const options = referenceOptions(run, decoupled);
    const steps = referenceAdamW(oracle.optimisers.initial, oracleGradient, 6, options);
    run.trajectory.forEach((expected, s) => {
      expected.forEach((value, i) => {
        expect(Math.abs(steps[s]![i]! - value)).toBeLessThan(1e-10);
      });
    });
  });

  it.each([
    ['AdamW', oracle.optimisers.adamW, true],
    ['Adam with L2', oracle.optimisers.adamL2, false],
  ] as const)(
    'has tfjs’s %s with a quarter of the learning rate at its side for 200 steps, to 1e-5',
    async (_, run, decoupled) => {
      const reference = referenceOptions(run, decoupled);
      const scaled = { ...reference, learningRate: reference.learningRate / 4 };
      const expected = referenceAdamW(oracle.optimisers.initial, oracleGradient, 200, scaled);
      const options: AdamWOptions = { ...reference, decayFilter: () => true };
      let parameters: Parameters = { p: tf.tensor1d(oracle.optimisers.initial) };
      let state = freshState(parameters);
      for (let s = 0; s < 200; s += 1) {
        const g = { p: tf.tensor1d([0, 1, 2, 3].map((i) => oracleGradient(s, i))) };
        const learningRateScale = () => 0.25;
        const all = { ...options, learningRateScale };
        ({ parameters, state } = adamW(parameters, g, state, tf.scalar(run.lr), all));
      }
      const got = await parameters.p!.data();
      expected[199]!.forEach((value, i) => {
        expect(Math.abs(got[i]! - value)).toBeLessThan(1e-5);
      });
    },
  );
});

describe('publishedAdam', () => {
  it('is the Adam with L2 of PyTorch with the decay of the paper', () => {
    const { adamL2 } = oracle.optimisers;
    const { decayFilter, ...numbers } = publishedAdam;
    const { learningRate: _, ...expected } = referenceOptions(adamL2, false);
    expect(numbers).toEqual({ ...expected, weightDecay: 1e-4 });
    expect(decayFilter('bias', tf.ones([1]))).toBe(true);
  });
});

describe('decayExcept', () => {
  it('spares names that match and parameters with few axes', () => {
    const decays = decayExcept({ names: [/norm/, /^text\/table$/g] });
    for (const _ of ['once', 'and again, as a pattern may remember']) {
      expect(decays('image/kernel', tf.ones([1, 1]))).toBe(true);
      expect(decays('image/bias', tf.ones([1]))).toBe(false);
      expect(decays('image/norm/kernel', tf.ones([1, 1]))).toBe(false);
      expect(decays('text/table', tf.ones([1, 1]))).toBe(false);
    }
    expect(decayExcept({ minRank: 0 })('logScale', tf.scalar(1))).toBe(true);
  });
});

describe('clipByGlobalNorm', () => {
  it('scales all gradients together down to the norm, never up', async () => {
    const gradients = { a: tf.tensor1d([3, 0]), b: tf.scalar(-4) };
    const { gradients: clipped, norm } = clipByGlobalNorm(gradients, 1);
    expect((await norm.data())[0]).toBeCloseTo(5, 6);
    expect((await clipped.a!.data())[0]).toBeCloseTo(0.6, 6);
    expect((await clipped.b!.data())[0]).toBeCloseTo(-0.8, 6);
    const untouched = clipByGlobalNorm(gradients, 10).gradients;
    expect((await untouched.b!.data())[0]).toBe(-4);
  });

  it('leaves zero gradients zero, and takes none at all', async () => {
    const { gradients, norm } = clipByGlobalNorm({ a: tf.zeros([2]) }, 1);
    expect([...(await gradients.a!.data())]).toEqual([0, 0]);
    expect((await norm.data())[0]).toBe(0);
    expect((await clipByGlobalNorm({}, 1).norm.data())[0]).toBe(0);
  });

  it('hides neither NaN nor infinity: the norm says so, and no wrong direction is left', async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { gradients, norm } = clipByGlobalNorm({ a: tf.scalar(bad), b: tf.tensor1d([2]) }, 1);
      expect((await norm.data())[0]).toBe(bad);
      expect((await gradients.a!.data())[0]).toBeNaN();
      expect((await gradients.b!.data())[0]).toBe(Number.isNaN(bad) ? Number.NaN : 0);
    }
  });

  it('refuses a norm that leaves nothing', () => {
    for (const norm of [0, -1, Number.NaN]) {
      expect(() => clipByGlobalNorm({ a: tf.ones([2]) }, norm)).toThrow(RangeError);
    }
  });
});

/** The gradient of step s, counted from 0, in element i: the oracle's rule. */
function oracleGradient(s: number, i: number): number {
  return Math.sin(s + 1 + i) * (i + 1) * 0.1;
}

function referenceOptions(
  { lr, betas, eps, weightDecay }: (typeof oracle.optimisers)['adamW'],
  decoupled: boolean,
): Required<ReferenceAdamWOptions> {
  const [beta1, beta2] = betas as [number, number];
  return { learningRate: lr, beta1, beta2, epsilon: eps, weightDecay, decoupled };
}

function freshState(parameters: Parameters): Parameters {
  const entries = Object.entries(parameters).flatMap(([name, p]) => [
    [`m/${name}`, tf.zerosLike(p)],
    [`v/${name}`, tf.zerosLike(p)],
  ]);
  return { step: tf.scalar(0), ...Object.fromEntries(entries) };
}
