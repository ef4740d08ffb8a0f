import type { Parameters } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import oracle from '../fixtures/numeric.json' with { type: 'json' };
import { type AdamWOptions, adamW } from './adam-w.ts';
import { clipByGlobalNorm } from './clip-by-global-norm.ts';

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
      const g = tf.tensor1d([0, 1, 2, 3].map((i) => Math.sin(s + 1 + i) * (i + 1) * 0.1));
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

  it('leaves zero gradients zero', async () => {
    const { gradients } = clipByGlobalNorm({ a: tf.zeros([2]) }, 1);
    expect([...(await gradients.a!.data())]).toEqual([0, 0]);
  });
});

function freshState(parameters: Parameters): Parameters {
  const entries = Object.entries(parameters).flatMap(([name, p]) => [
    [`m/${name}`, tf.zerosLike(p)],
    [`v/${name}`, tf.zerosLike(p)],
  ]);
  return { step: tf.scalar(0), ...Object.fromEntries(entries) };
}
