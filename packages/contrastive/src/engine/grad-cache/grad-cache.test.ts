import {
  batchNorm,
  batchNormParameters,
  dense,
  glorotUniform,
  l2Normalize,
  type Parameters,
  parameter,
  parametersToArrays,
  prefix,
  scope,
} from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createTrainState, type TrainState } from '../../run/train-state.ts';
import { compiledEngine } from '../compiled-engine.ts';
import { eagerEngine } from '../eager-engine.ts';
import { makeTrainStep, type StepFunction } from '../make-train-step.ts';
import type { StepArrays, StepEngine } from '../step-engine.ts';
import { compiledGradCacheEngine } from './compiled-grad-cache-engine.ts';
import { eagerGradCacheEngine } from './eager-grad-cache-engine.ts';
import { lossOfTowers } from './loss-of-towers.ts';
import {
  type GradCacheStep,
  type GradCacheStepOptions,
  makeGradCacheStep,
} from './make-grad-cache-step.ts';
import type { EmbeddingLossFunction, TowersFunction } from './towers-function.ts';

const photos = 12;
const pixels = 10;
const buckets = 7;
const dim = 5;

/** Two views of each photo and its sentence. */
const plainTowers: TowersFunction = (parameters, batch) => ({
  embeddings: {
    views: imageTower(parameters, parameter<tf.Tensor2D>(batch, 'patches')),
    texts: l2Normalize(dense(parameter<tf.Tensor2D>(batch, 'bag'), scope(parameters, 'text'))),
  },
  updates: {},
});

function imageTower(parameters: Parameters, hidden: tf.Tensor2D): tf.Tensor2D {
  const first = tf.tanh<tf.Tensor2D>(dense(hidden, scope(parameters, 'image/first')));
  return l2Normalize(dense(first, scope(parameters, 'image/second')));
}

const normTowers: TowersFunction = (parameters, batch) => {
  const patches = parameter<tf.Tensor2D>(batch, 'patches');
  const { output, updates } = batchNorm(patches, scope(parameters, 'image/norm'), {
    training: true,
  });
  return {
    ...plainTowers(parameters, { ...batch, patches: output }),
    updates: prefix(updates, 'image/norm'),
  };
};

/** Sigmoid loss of all pairs (Zhai et al. 2023), with a weight a photo, so that it has everything. */
const pairLoss: EmbeddingLossFunction = (parameters, { views, texts }, { weights }) => {
  const sentences = tf.concat([texts!, texts!]);
  const cosines = tf.matMul(views as tf.Tensor2D, sentences as tf.Tensor2D, false, true);
  const scale = tf.exp(parameter(parameters, 'logScale'));
  const logits = tf.add(tf.mul(cosines, scale), parameter(parameters, 'bias'));
  const signs = tf.sub(tf.mul(tf.tile(tf.eye(photos), [2, 2]), 2), 1);
  const losses = tf.mean(tf.softplus(tf.neg(tf.mul(signs, logits))), 1);
  const weighed = tf.mul(losses, tf.tile(weights!, [2]));
  return { loss: tf.mean(weighed), metrics: { cosine: tf.mean(cosines) } };
};

const options: GradCacheStepOptions = {
  towers: plainTowers,
  loss: pairLoss,
  wholeBatch: ['weights'],
  clipNorm: 0.05,
  emaDecay: 0.9,
};
const example = ({ arrays }: TrainState): StepArrays => ({ ...arrays, ...inputs(0) });
const engines = {
  eager: {
    cached: async (step: GradCacheStep, _: TrainState, microBatches: number) =>
      eagerGradCacheEngine(step, { microBatches }),
    plain: async (step: StepFunction) => eagerEngine(step),
  },
  compiled: {
    cached: (step: GradCacheStep, state: TrainState, microBatches: number) =>
      compiledGradCacheEngine(step, example(state), { microBatches, threads: 1 }),
    plain: (step: StepFunction, state: TrainState) =>
      compiledEngine(step, example(state), { threads: 1 }),
  },
};

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe.each(Object.entries(engines))('%s steps with cached gradients', (_, { cached, plain }) => {
  it.each([1, 2, 3, 12])('are the plain steps to 1e-5, in %d micro-batches', async (count) => {
    const { towers, loss, wholeBatch: __, ...rest } = options;
    const whole = makeTrainStep({ loss: lossOfTowers(towers, loss), ...rest });
    const state = await freshState({});
    const engine = await cached(makeGradCacheStep(options), state, count);
    await expectSamePath(engine, await plain(whole, state), state);
  });

  it.each([1, 2, 4])(
    'with batch norm are plain steps with the statistics of %d micro-batches',
    async (count) => {
      const { loss, wholeBatch: __, ...rest } = options;
      const sameStatistics = lossOfTowers(inParts(normTowers, count), loss);
      const whole = makeTrainStep({ loss: sameStatistics, ...rest });
      const state = await freshState(prefix(batchNormParameters(pixels), 'image/norm'));
      const engine = await cached(
        makeGradCacheStep({ ...options, towers: normTowers }),
        state,
        count,
      );
      await expectSamePath(engine, await plain(whole, state), state);
    },
  );

  it('leave frozen parameters alone and train the others as a plain step does', async () => {
    const learningRateScale = (name: string) => (name.startsWith('text/') ? 0 : 1);
    const { towers, loss, wholeBatch: __, ...rest } = { ...options, learningRateScale };
    const whole = makeTrainStep({ loss: lossOfTowers(towers, loss), ...rest });
    const state = await freshState({}, learningRateScale);
    const step = makeGradCacheStep({ ...options, learningRateScale });
    const engine = await cached(step, state, 3);
    const end = await expectSamePath(engine, await plain(whole, state), state);
    expect(end['parameters/text/kernel']).toEqual(state.arrays['parameters/text/kernel']);
  });

  it('refuse a batch that the micro-batches do not divide, and an idle parameter', async () => {
    const state = await freshState({});
    const first = async (step: GradCacheStep, from: TrainState, count: number) => {
      const engine = await cached(step, from, count);
      await engine.load(from.arrays);
      return engine.step(inputs(0));
    };
    const step = makeGradCacheStep(options);
    await expect(first(step, state, 5)).rejects.toThrow(
      new RangeError('expected 5 micro-batches of equal size, got 12 rows of "batch/bag"'),
    );
    for (const count of [0, 1.5, Number.NaN]) {
      await expect(first(step, state, count)).rejects.toThrow(
        new RangeError(`expected one micro-batch or more, got ${count}`),
      );
    }
    const unused = await freshState({ 'text/unused': tf.zeros([2]) });
    await expect(first(step, unused, 2)).rejects.toThrow(/got none for text\/unused/);
    const oneSided = makeGradCacheStep({
      ...options,
      loss: (parameters, { views }, batch) =>
        pairLoss(parameters, { views: views!, texts: tf.ones([photos, dim]) }, batch),
    });
    await expect(first(oneSided, state, 2)).rejects.toThrow(
      new RangeError('expected every embedding to have a part in the loss, got none for texts'),
    );
    const missing = makeGradCacheStep({ ...options, wholeBatch: ['weights', 'labels'] });
    await expect(first(missing, state, 2)).rejects.toThrow(/expected "batch\/labels" for the loss/);
  });
});

describe('compiledGradCacheEngine', () => {
  it('makes the same steps in WebAssembly, to 1e-5', async () => {
    const state = await freshState({});
    const [web, native] = await Promise.all(
      (['onnxruntime-web', 'onnxruntime-node'] as const).map((runtime) =>
        compiledGradCacheEngine(makeGradCacheStep(options), example(state), {
          microBatches: 3,
          threads: 1,
          runtime,
        }),
      ),
    );
    await expectSamePath(web!, native!, state);
  });

  it('takes copies of what it is to keep', async () => {
    const state = await freshState({});
    const step = makeGradCacheStep(options);
    const engine = await compiledGradCacheEngine(step, example(state), { microBatches: 2 });
    await engine.load(state.arrays);
    for (const { data } of Object.values(await engine.read())) data.fill(Number.NaN);
    expect(await engine.read()).toEqual(state.arrays);
    await engine.step(inputs(0));
    expect(state).toEqual(await freshState({}));
    await engine.dispose();
  });
});

describe('eagerGradCacheEngine', () => {
  it('keeps the number of live tensors constant, also when a step fails', async () => {
    const state = await freshState({});
    const loss = vi.fn(pairLoss);
    const engine = eagerGradCacheEngine(makeGradCacheStep({ ...options, loss }), {
      microBatches: 3,
    });
    const empty = tf.memory().numTensors;
    await engine.load(state.arrays);
    const loaded = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) await engine.step(inputs(i));
    expect(tf.memory().numTensors).toBe(loaded);
    loss.mockImplementationOnce(() => {
      throw new Error('no loss today');
    });
    await expect(engine.step(inputs(3))).rejects.toThrow('no loss today');
    expect(tf.memory().numTensors).toBe(loaded);
    await engine.step(inputs(3));
    await engine.dispose();
    expect(tf.memory().numTensors).toBe(empty);
  });

  it('shows the towers one micro-batch at a time, and the same ones twice', async () => {
    const state = await freshState({});
    const seen: number[] = [];
    const towers: TowersFunction = (parameters, batch) => {
      expect(batch.patches!.shape).toEqual([8, pixels]);
      expect(batch.bag!.shape).toEqual([4, buckets]);
      expect(Object.keys(batch)).not.toContain('weights');
      seen.push(Math.fround(batch.patches!.dataSync()[0]!));
      return plainTowers(parameters, batch);
    };
    const engine = eagerGradCacheEngine(makeGradCacheStep({ ...options, towers }), {
      microBatches: 3,
    });
    await engine.load(state.arrays);
    await engine.step(inputs(0));
    const { data } = inputs(0)['batch/patches']!;
    const starts = [data[0], data[8 * pixels], data[16 * pixels]];
    expect(seen).toEqual([...starts, ...starts]);
    await engine.dispose();
  });
});

/** Four steps of both: metrics and everything that is kept. */
async function expectSamePath(
  engine: StepEngine,
  plain: StepEngine,
  state: TrainState,
): Promise<StepArrays> {
  await Promise.all([engine.load(state.arrays), plain.load(state.arrays)]);
  const losses: number[] = [];
  for (let i = 0; i < 4; i++) {
    const [got, expected] = [await engine.step(inputs(i)), await plain.step(inputs(i))];
    expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort());
    expectClose(got, expected);
    expect(got['metrics/gradientNorm']!.data[0]).toBeGreaterThan(0.05);
    losses.push(got['metrics/loss']!.data[0]!);
    const [kept, plainKept] = [await engine.read(), await plain.read()];
    expect(Object.keys(kept).sort()).toEqual(Object.keys(state.arrays).sort());
    expectClose(kept, plainKept);
  }
  expect(new Set(losses).size).toBe(4);
  const end = await engine.read();
  await Promise.all([engine.dispose(), plain.dispose()]);
  return end;
}

/** To 1e-5 of the largest value of each. */
function expectClose(got: StepArrays, expected: StepArrays): void {
  for (const [name, { data, shape }] of Object.entries(expected)) {
    expect(got[name]!.shape).toEqual(shape);
    const values = [...data];
    const largest = Math.max(...values.map(Math.abs));
    const worst = Math.max(...values.map((value, i) => Math.abs(got[name]!.data[i]! - value)));
    expect(worst, name).toBeLessThanOrEqual(1e-5 * largest);
  }
}

/** Towers that cut the batch as the engine does, in one differentiable function. */
function inParts(towers: TowersFunction, count: number): TowersFunction {
  return (parameters, batch) => {
    const parts = Array.from({ length: count }, (_, part) => {
      const rows = Object.entries(batch)
        .filter(([name]) => name !== 'weights')
        .map(([name, tensor]) => [name, tf.split(tensor, count)[part]!]);
      return towers(parameters, Object.fromEntries(rows));
    });
    const together = (
      pick: (part: (typeof parts)[0]) => Parameters,
      join: (all: tf.Tensor[]) => tf.Tensor,
    ) =>
      Object.fromEntries(
        Object.keys(pick(parts[0]!)).map((name) => [
          name,
          join(parts.map((part) => pick(part)[name]!)),
        ]),
      );
    return {
      embeddings: together(
        (part) => part.embeddings,
        (all) => tf.concat(all),
      ),
      updates: together(
        (part) => part.updates,
        (all) => tf.mean(tf.stack(all), 0),
      ),
    };
  };
}

async function freshState(
  extra: Parameters,
  learningRateScale: (name: string) => number = () => 1,
): Promise<TrainState> {
  const parameters: Parameters = tf.tidy(() => ({
    'image/first/kernel': glorotUniform([pixels, 9], pixels, 9, 1),
    'image/first/bias': tf.zeros([9]),
    'image/second/kernel': glorotUniform([9, dim], 9, dim, 2),
    'text/kernel': glorotUniform([buckets, dim], buckets, dim, 3),
    logScale: tf.scalar(Math.log(10)),
    bias: tf.scalar(-2),
  }));
  const arrays = await parametersToArrays({ ...parameters, ...extra });
  const copies = Object.entries(arrays).map(
    ([name, { data, shape }]) => [name, { data: data.slice(), shape }] as const,
  );
  tf.dispose([parameters, extra]);
  return createTrainState(Object.fromEntries(copies), 1, { average: true, learningRateScale });
}

function inputs(seed: number): StepArrays {
  const wave = (length: number, speed: number) =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * i * speed + i + seed));
  return {
    learningRate: { data: Float32Array.of(0.02), shape: [] },
    'batch/patches': { data: wave(2 * photos * pixels, 1.3), shape: [2 * photos, pixels] },
    'batch/bag': { data: wave(photos * buckets, 0.7), shape: [photos, buckets] },
    'batch/weights': { data: wave(photos, 0.3).map((value) => 1 + value / 2), shape: [photos] },
  };
}
