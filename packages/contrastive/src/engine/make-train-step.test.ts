import {
  batchNorm,
  batchNormParameters,
  dense,
  glorotUniform,
  l2Normalize,
  type ParameterArrays,
  parameter,
  parametersToArrays,
  prefix,
  scope,
} from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { contrastiveLoss } from '../loss/contrastive-loss.ts';
import { sentenceIds } from '../loss/sentence-ids.ts';
import { layerwiseLearningRates } from '../optimizer/layerwise-learning-rates.ts';
import { parseTrainState } from '../run/parse-train-state.ts';
import { serializeTrainState } from '../run/serialize-train-state.ts';
import {
  type CreateTrainStateOptions,
  createTrainState,
  emaParametersOf,
  parametersOf,
  type TrainState,
} from '../run/train-state.ts';
import { compiledEngine } from './compiled-engine.ts';
import type { LossFunction } from './differentiate.ts';
import { eagerEngine } from './eager-engine.ts';
import { makeTrainStep, type TrainStepOptions } from './make-train-step.ts';
import type { StepArrays } from './step-engine.ts';

const photos = 6;
const pixels = 8;

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

/** Two views through a tower of two layers with a batch norm between, against looked-up texts. */
const loss: LossFunction = (parameters, batch) => {
  const patches = parameter<tf.Tensor2D>(batch, 'patches');
  const hidden = dense(patches, scope(parameters, 'image/first'));
  const { output, updates } = batchNorm(hidden, scope(parameters, 'image/norm'), {
    training: true,
  });
  const views = l2Normalize(dense(tf.relu(output), scope(parameters, 'image/last')));
  const sentences = parameter<tf.Tensor2D>(batch, 'sentences');
  const { loss, accuracy } = contrastiveLoss({
    views: tf.split(views, 2),
    texts: l2Normalize(dense(sentences, scope(parameters, 'text'))),
    logScale: parameter<tf.Scalar>(parameters, 'logScale'),
    scale: { floor: 1, cap: 50 },
    labelSmoothing: 0.1,
    sentenceIds: parameter<tf.Tensor1D>(batch, 'sentenceIds'),
    photoIds: parameter<tf.Tensor1D>(batch, 'photoIds'),
    processedWeight: 0.5,
  });
  return { loss, metrics: { accuracy }, updates: prefix(updates, 'image/norm') };
};

describe('makeTrainStep', () => {
  it('trains the same compiled as eagerly with every option, to 1e-4', async () => {
    const learningRateScale = layerwiseLearningRates(
      ['image/first', 'image/norm', 'image/last'],
      0.5,
    );
    const options: Options = { emaDecay: 0.9, clipNorm: 0.5, weightDecay: 0.1, learningRateScale };
    const eager = await statesOf('eager', options);
    const compiled = await statesOf('compiled', options);
    expect(Object.keys(compiled.at(-1)!.arrays).sort()).toEqual(
      Object.keys(eager.at(-1)!.arrays).sort(),
    );
    for (const [name, { data }] of Object.entries(eager.at(-1)!.arrays)) {
      expect(difference(compiled.at(-1)!.arrays[name]!.data, data), name).toBeLessThan(1e-4);
    }
  });

  it.each(['eager', 'compiled'] as const)(
    'averages weights and running statistics by the formula in float64, %s',
    async (kind) => {
      const states = await statesOf(kind, { emaDecay: 0.35 });
      const averages = new Map(
        Object.entries(parametersOf(states[0]!)).map(([name, { data }]) => [name, [...data]]),
      );
      for (const [t, state] of states.entries()) {
        // (1 + t) / (10 + t) is above 0.35 from the fifth step on
        const decay = Math.min(0.35, (1 + t) / (10 + t));
        for (const [name, { data }] of Object.entries(parametersOf(state))) {
          if (t === 0) continue;
          const average = averages.get(name)!;
          data.forEach((value, i) => {
            average[i] = decay * average[i]! + (1 - decay) * value;
          });
        }
      }
      const got = emaParametersOf(states.at(-1)!);
      expect(Object.keys(got).sort()).toEqual([...averages.keys()].sort());
      for (const [name, average] of averages) {
        expect(difference(got[name]!.data, average), name).toBeLessThan(1e-5);
      }
      const [fast, slow] = [parametersOf(states.at(-1)!), got];
      expect(difference(fast['image/norm/mean']!.data, slow['image/norm/mean']!.data)).not.toBe(0);
    },
  );

  it.each(['eager', 'compiled'] as const)(
    'leaves what is frozen as it is, bit for bit, statistics included, %s',
    async (kind) => {
      const learningRateScale = (name: string) => (/^image\/(first|norm)/.test(name) ? 0 : 1);
      const options = { learningRateScale, emaDecay: 0.9, clipNorm: 0.1, weightDecay: 0.5 };
      const states = await statesOf(kind, options);
      const [start, end] = [states[0]!, states.at(-1)!].map(parametersOf);
      const average = emaParametersOf(states.at(-1)!);
      for (const name of Object.keys(start!)) {
        const moved = difference(start![name]!.data, end![name]!.data) > 0;
        expect(moved, name).toBe(learningRateScale(name) === 1);
        if (!moved) expect(average[name]).toEqual(start![name]);
      }
      const frozen = Object.keys(end!).filter((name) => learningRateScale(name) === 0);
      expect(frozen).toHaveLength(5);
      const kept = Object.keys(states.at(-1)!.arrays).join();
      expect(kept).not.toMatch(/optimizer\/\w+\/image\/(first|norm)/);
    },
  );

  it('computes no gradient of what is frozen', async () => {
    const all = await countProducts({});
    const frozen = (name: string) => (name.startsWith('image/first') ? 0 : 1);
    const lastOnly = (name: string) => (name.startsWith('image/last') ? 1 : 0);
    expect(await countProducts({ learningRateScale: frozen })).toBe(all - 1);
    // the tower's first kernel, its last layer's input, the texts' kernel and what leads there
    expect(await countProducts({ learningRateScale: lastOnly })).toBeLessThan(all - 3);
  });

  it('moves a layer in proportion to its learning rate', async () => {
    // with beta1 = beta2 = 0 and a huge epsilon, a step is lr / ε times the gradient
    const plain = { beta1: 0, beta2: 0, epsilon: 1e4, weightDecay: 0 };
    const one = await statesOf('eager', plain, 1e3);
    const learningRateScale = (name: string) => (name.startsWith('text/') ? 0.25 : 1);
    const scaled = await statesOf('eager', { ...plain, learningRateScale }, 1e3);
    const step = (states: readonly TrainState[], name: string): number =>
      states[1]!.arrays[name]!.data[0]! - states[0]!.arrays[name]!.data[0]!;
    const ratio = (name: string): number => step(scaled, name) / step(one, name);
    expect(ratio('parameters/text/kernel')).toBeCloseTo(0.25, 4);
    expect(ratio('parameters/image/last/kernel')).toBeCloseTo(1, 5);
  });

  it('keeps averages in checkpoints', async () => {
    const [state] = await statesOf('eager', { emaDecay: 0.9 });
    const read = parseTrainState(serializeTrainState(state!));
    expect(emaParametersOf(read)).toEqual(emaParametersOf(state!));
  });

  it('says when state and step disagree on averages, or nothing is trained', async () => {
    const without = await statesOf('eager', {});
    expect(() => emaParametersOf(without[0]!)).toThrow(/`average: true`/);
    await expect(statesOf('eager', { emaDecay: 0.9 }, 1, { average: false })).rejects.toThrow(
      new RangeError('expected a state with averaged parameters, as emaDecay is given'),
    );
    await expect(statesOf('eager', {}, 1, { average: true })).rejects.toThrow(
      new RangeError('expected emaDecay, as the state holds averaged parameters'),
    );
    await expect(statesOf('eager', { emaDecay: 1 })).rejects.toThrow(RangeError);
    await expect(statesOf('eager', { learningRateScale: () => 0 })).rejects.toThrow(
      new RangeError('expected at least one parameter to train, got none'),
    );
  });
});

type Options = Omit<TrainStepOptions, 'loss'>;

/** The state before the first of eight steps and after each. */
async function statesOf(
  kind: 'eager' | 'compiled',
  options: Options,
  learningRate = 0.02,
  stateOptions: CreateTrainStateOptions = { average: options.emaDecay !== undefined },
): Promise<TrainState[]> {
  const state = await freshState({ ...options, ...stateOptions });
  const step = makeTrainStep({ loss, ...options });
  const example = { ...state.arrays, ...inputs(0, learningRate) };
  const engine =
    kind === 'eager' ? eagerEngine(step) : await compiledEngine(step, example, { threads: 1 });
  const states = [state];
  try {
    await engine.load(state.arrays);
    for (let k = 0; k < 8; k += 1) {
      await engine.step(inputs(k, learningRate));
      const arrays = (await engine.read()) as TrainState['arrays'];
      states.push({ ...state, step: k + 1, arrays });
    }
  } finally {
    await engine.dispose();
  }
  return states;
}

async function freshState(options: CreateTrainStateOptions): Promise<TrainState> {
  const parameters = tf.tidy(() => ({
    'image/first/kernel': glorotUniform([pixels, 5], pixels, 5, 1),
    ...prefix(batchNormParameters(5), 'image/norm'),
    'image/last/kernel': glorotUniform([5, 4], 5, 4, 2),
    'text/kernel': glorotUniform([3, 4], 3, 4, 3),
    logScale: tf.scalar(Math.log(10)),
  }));
  const arrays: ParameterArrays = await parametersToArrays(parameters);
  const copies = Object.entries(arrays).map(([name, { data, shape }]) => [
    name,
    { data: data.slice(), shape },
  ]);
  tf.dispose(parameters);
  return createTrainState(Object.fromEntries(copies), 1, options);
}

/** Matrix products of one eager step. */
async function countProducts(options: Options): Promise<number> {
  const state = await freshState(options);
  const tensors = Object.entries({ ...state.arrays, ...inputs(0, 0.1) }).map(
    ([name, { data, shape }]) =>
      [
        name,
        tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32'),
      ] as const,
  );
  const step = makeTrainStep({ loss, ...options });
  const { kernels } = await tf.profile(() => step(Object.fromEntries(tensors)));
  return kernels.filter(({ name }) => name === 'BatchMatMul').length;
}

function inputs(k: number, learningRate: number): StepArrays {
  const wave = (length: number, seed: number): Float32Array =>
    Float32Array.from({ length }, (_, i) => Math.sin(seed + k + i * i * 1.7));
  return {
    learningRate: { data: Float32Array.of(learningRate), shape: [] },
    'batch/patches': { data: wave(2 * photos * pixels, 1), shape: [2 * photos, pixels] },
    'batch/sentences': { data: wave(photos * 3, 2), shape: [photos, 3] },
    'batch/sentenceIds': { data: sentenceIds(['a', 'b', 'a', 'c', 'd', 'e']), shape: [photos] },
    'batch/photoIds': { data: Int32Array.of(0, 0, 1, 1, 2, 3), shape: [photos] },
  };
}

function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}
