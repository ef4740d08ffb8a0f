import { chooseBackend } from '@exifclip/nn/backend';
import { OnnxLoadError, type TensorValue } from '@exifclip/onnx';
import { compile, type TensorFunction } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../test/noise.ts';
import { eager, specs } from '../test/parity.ts';
import { batchStatistics, smallTower, smallTowerWeights } from '../test/small-tower.ts';

type State = Readonly<Record<string, TensorValue>>;

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
});

const weightNames = Object.keys(smallTowerWeights());

/** One AdamW step (Loshchilov and Hutter 2019) of the tower on a batch with targets. */
const trainingStep: TensorFunction = (tensors) => {
  const { patches, targets, step } = tensors;
  const loss = (...weights: tf.Tensor[]) => {
    const named = Object.fromEntries(weightNames.map((name, i) => [name, weights[i]!]));
    return tf.losses.softmaxCrossEntropy(targets!, smallTower(named, patches!, batchStatistics));
  };
  const { value, grads } = tf.valueAndGrads(loss)(weightNames.map((name) => tensors[name]!));
  const next: Record<string, tf.Tensor> = { loss: value, step: tf.add(step!, 1) };
  const [rate, decay, beta1, beta2] = [0.02, 0.01, 0.9, 0.99];
  weightNames.forEach((name, i) => {
    const weight = tensors[name]!;
    const first = tf.add(tf.mul(tensors[`m/${name}`]!, beta1), tf.mul(grads[i]!, 1 - beta1));
    const squared = tf.mul(tf.square(grads[i]!), 1 - beta2);
    const second = tf.add(tf.mul(tensors[`v/${name}`]!, beta2), squared);
    const mean = tf.div(first, tf.sub(1, tf.pow(beta1, next.step!)));
    const scale = tf.add(tf.sqrt(tf.div(second, tf.sub(1, tf.pow(beta2, next.step!)))), 1e-8);
    const shrunk = tf.mul(weight, 1 - rate * decay);
    next[name] = tf.sub(shrunk, tf.mul(tf.div(mean, scale), rate));
    next[`m/${name}`] = first;
    next[`v/${name}`] = second;
  });
  return next;
};

function firstState(): State {
  const weights = smallTowerWeights();
  const zeros = (mark: string) =>
    Object.entries(weights).map(([name, { shape }]) => [
      `${mark}/${name}`,
      { data: new Float32Array(weights[name]!.data.length), shape },
    ]);
  const step = { data: Float32Array.of(0), shape: [] };
  return { ...weights, ...Object.fromEntries([...zeros('m'), ...zeros('v')]), step };
}

function batch(seed: number): State {
  const classes = Float32Array.from({ length: 6 * 5 }, (_, i) => (i % 7 === 0 ? 1 : 0));
  return { patches: noise([6, 8, 8, 3], seed), targets: { data: classes, shape: [6, 5] } };
}

describe('`compile`', () => {
  it('ten steps of AdamW lose what they lose in tfjs, and the loss falls', async () => {
    const compiled = await compile(trainingStep, specs({ ...firstState(), ...batch(1) }), {
      threads: 1,
    });
    let [fast, slow] = [firstState(), firstState()];
    const losses: number[] = [];
    for (let i = 0; i < 10; i++) {
      const { loss, ...next } = await compiled.run({ ...fast, ...batch(1) });
      const { loss: expected, ...expectedNext } = await eager(trainingStep, {
        ...slow,
        ...batch(1),
      });
      expect(Math.abs(Number(loss!.data[0]) / Number(expected!.data[0]) - 1)).toBeLessThan(1e-4);
      losses.push(Number(loss!.data[0]));
      [fast, slow] = [next, expectedNext];
    }
    expect(losses.at(-1)).toBeLessThan(0.7 * losses[0]!);
    await compiled.dispose();
  });

  it('a hundred and fifty steps leak no memory', async () => {
    const big = noise([512, 512], 1);
    const grow: TensorFunction = ({ x, m, v }) => ({
      x: tf.mul(x!, 0.99),
      m: tf.add(m!, x!),
      v: tf.sub(v!, x!),
    });
    let state: State = { x: big, m: big, v: big };
    const compiled = await compile(grow, specs(state), { threads: 1 });
    let settled = 0;
    for (let i = 0; i < 150; i++) {
      state = await compiled.run(state);
      if (i === 20) settled = process.memoryUsage().rss;
    }
    // Were every step's three megabytes kept, 390 would be there by now.
    expect((process.memoryUsage().rss - settled) / 2 ** 20).toBeLessThan(150);
    await compiled.dispose();
  });

  it('a loop goes where runs go that are handed the results of the one before', async () => {
    const compiled = await compile(trainingStep, specs({ ...firstState(), ...batch(1) }), {
      threads: 1,
    });
    const loop = await compiled.loop(firstState());
    let state = firstState();
    for (let i = 0; i < 4; i++) {
      const { loss, ...next } = await compiled.run({ ...state, ...batch(i) });
      expect(await loop.run(batch(i))).toEqual({ loss });
      state = next;
    }
    expect(await loop.read()).toEqual(state);
    await compiled.dispose();
  });

  it('a loop on what the function does not return is refused', async () => {
    const compiled = await compile(trainingStep, specs({ ...firstState(), ...batch(1) }));
    const { targets } = batch(1);
    await expect(compiled.loop({ targets: targets! })).rejects.toThrow(TypeError);
    await compiled.dispose();
  });

  it('a function may return its inputs under their own names', async () => {
    const compiled = await compile(({ x }) => ({ x: x!, y: tf.neg(x!) }), {
      x: { shape: [2], dtype: 'int32' },
    });
    const x = { data: Int32Array.of(1, -2), shape: [2] };
    const y = { data: Int32Array.of(-1, 2), shape: [2] };
    expect(await compiled.run({ x })).toEqual({ x, y });
    await compiled.dispose();
  });

  it('with a symbolic batch one compiled function takes any number of rows', async () => {
    const inputs = { x: { shape: [1, 3], dtype: 'float32' } } as const;
    const compiled = await compile(({ x }) => ({ y: tf.sum(x, 1) }), inputs, {
      symbolicBatch: true,
      threads: 1,
    });
    for (const rows of [1, 7]) {
      const x = { data: new Float32Array(rows * 3).fill(2), shape: [rows, 3] };
      const y = { data: new Float32Array(rows).fill(6), shape: [rows] };
      expect(await compiled.run({ x })).toEqual({ y });
    }
    await compiled.dispose();
  });

  it('inputs that were not declared so are refused by name', async () => {
    const compiled = await compile(({ x }) => ({ y: tf.neg(x!) }), {
      x: { shape: [2, 3], dtype: 'float32' },
    });
    const wrong = { data: new Float32Array(6), shape: [3, 2] };
    await expect(compiled.run({ x: wrong })).rejects.toThrow(
      'compiled function: input x: expected the shape [2, 3], got [3, 2]',
    );
    await expect(compiled.run({})).rejects.toThrow('expected an input x, got none');
    await compiled.dispose();
    await expect(compiled.run({ x: noise([2, 3], 1) })).rejects.toThrow('after dispose');
  });

  it('a graph that ONNX Runtime has no kernel for is an OnnxLoadError', async () => {
    const integerExp: TensorFunction = ({ x }) => ({
      y: tf.engine().runKernel('Exp', { x: x! }) as tf.Tensor,
    });
    const spec = { x: { shape: [2], dtype: 'int32' } } as const;
    await expect(compile(integerExp, spec)).rejects.toThrow(OnnxLoadError);
  });
});
