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
import { beforeEach, describe, expect, it } from 'vitest';
import { contrastiveLoss } from '../loss/contrastive-loss.ts';
import { parseTrainState } from '../run/parse-train-state.ts';
import { serializeTrainState } from '../run/serialize-train-state.ts';
import { createTrainState, type TrainState } from '../run/train-state.ts';
import { compiledEngine } from './compiled-engine.ts';
import { eagerEngine } from './eager-engine.ts';
import { compiledGradCacheEngine } from './grad-cache/compiled-grad-cache-engine.ts';
import { eagerGradCacheEngine } from './grad-cache/eager-grad-cache-engine.ts';
import { lossOfTowers } from './grad-cache/loss-of-towers.ts';
import { makeGradCacheStep } from './grad-cache/make-grad-cache-step.ts';
import type { EmbeddingLossFunction, TowersFunction } from './grad-cache/towers-function.ts';
import { makeTrainStep } from './make-train-step.ts';
import type { StepArrays, StepEngine } from './step-engine.ts';

const rows = 24;
const pixels = 300;
const buckets = 200;
const steps = 6;
const clipNorm = 0.01;

const towers: TowersFunction = (parameters, batch) => {
  const patches = parameter<tf.Tensor2D>(batch, 'patches');
  const hidden = dense(patches, scope(parameters, 'image/dense'));
  const { output, updates } = batchNorm(hidden, scope(parameters, 'image/norm'), {
    training: true,
  });
  const bag = parameter<tf.Tensor2D>(batch, 'bag');
  return {
    embeddings: {
      view: l2Normalize(dense(tf.relu(output), scope(parameters, 'image/project'))),
      texts: l2Normalize(dense(bag, scope(parameters, 'text'))),
    },
    updates: prefix(updates, 'image/norm'),
  };
};

const loss: EmbeddingLossFunction = (parameters, { view, texts }) => {
  const { loss, accuracy } = contrastiveLoss({
    views: [view as tf.Tensor2D],
    texts: texts as tf.Tensor2D,
    logScale: parameter<tf.Scalar>(parameters, 'logScale'),
  });
  return { loss, metrics: { accuracy } };
};

// Clipping is what adds up over all parameters, so it has to be at work in every step.
const options = { clipNorm, emaDecay: 0.99 };
const step = makeTrainStep({ loss: lossOfTowers(towers, loss), ...options });
const cachingStep = makeGradCacheStep({ towers, loss, ...options });

type Open = (state: TrainState) => Promise<StepEngine>;

const compiled = (threads: number): Open => {
  // As a resumed run does, the graph is traced with the names in the order of its own state.
  return ({ arrays }) => compiledEngine(step, { ...arrays, ...inputs(0) }, { threads });
};
const eager = async (prefer: 'cpu' | 'wasm'): Promise<StepEngine> => {
  await chooseBackend({ prefer, training: true });
  return eagerEngine(step);
};
const engines: Record<string, Open> = {
  'compiled, 1 thread': compiled(1),
  'compiled, 2 threads': compiled(2),
  'eager on cpu': () => eager('cpu'),
  'eager on wasm': () => eager('wasm'),
  'compiled with cached gradients': ({ arrays }) =>
    compiledGradCacheEngine(
      cachingStep,
      { ...arrays, ...inputs(0) },
      { microBatches: 3, threads: 1 },
    ),
  'eager with cached gradients': async () => eagerGradCacheEngine(cachingStep, { microBatches: 3 }),
};

beforeEach(() => chooseBackend({ prefer: 'cpu', training: true }));

describe.each(Object.entries(engines))('a run on the engine %s', (_, open) => {
  it('comes to the same bits in every session', async () => {
    const fresh = await freshState();
    expect(await run(open, fresh, steps)).toEqual(await run(open, fresh, steps));
  });

  it('goes on from a checkpoint of any step bit for bit, in a session of its own', async () => {
    const fresh = await freshState();
    const whole = await run(open, fresh, steps);
    for (const stop of [1, 4]) {
      const { state, outputs } = await run(open, fresh, stop);
      const checkpoint = parseTrainState(serializeTrainState(state));
      const rest = await run(open, checkpoint, steps);
      expect([...outputs, ...rest.outputs]).toEqual(whole.outputs);
      expect(rest.state).toEqual(whole.state);
    }
  });

  it('does not depend on the order of the names in its state', async () => {
    const fresh = await freshState();
    const reversed = Object.fromEntries(Object.entries(fresh.arrays).reverse());
    const turned = await run(open, { ...fresh, arrays: reversed }, steps);
    expect(turned).toEqual(await run(open, fresh, steps));
  });
});

async function run(
  open: Open,
  state: TrainState,
  until: number,
): Promise<{ state: TrainState; outputs: StepArrays[] }> {
  const engine = await open(state);
  await engine.load(state.arrays);
  const outputs: StepArrays[] = [];
  for (let at = state.step; at < until; at++) outputs.push(await engine.step(inputs(at)));
  for (const output of outputs) {
    expect(output['metrics/gradientNorm']!.data[0]).toBeGreaterThan(clipNorm);
  }
  const arrays = (await engine.read()) as TrainState['arrays'];
  await engine.dispose();
  return { state: { ...state, step: until, arrays }, outputs };
}

async function freshState(): Promise<TrainState> {
  const parameters: Parameters = tf.tidy(() => ({
    'image/dense/kernel': glorotUniform([pixels, 48], pixels, 48, 1),
    'image/dense/bias': tf.zeros([48]),
    ...prefix(batchNormParameters(48), 'image/norm'),
    'image/project/kernel': glorotUniform([48, 16], 48, 16, 2),
    'text/kernel': glorotUniform([buckets, 16], buckets, 16, 3),
    logScale: tf.scalar(Math.log(10)),
  }));
  const arrays = await parametersToArrays(parameters);
  const copies = Object.entries(arrays).map(
    ([name, { data, shape }]) => [name, { data: data.slice(), shape }] as const,
  );
  tf.dispose(parameters);
  return createTrainState(Object.fromEntries(copies), 1, { average: true });
}

function inputs(seed: number): StepArrays {
  const wave = (speed: number) => (_: unknown, i: number) => Math.sin(i * i * speed + seed);
  return {
    learningRate: { data: Float32Array.of(0.01 / (1 + seed)), shape: [] },
    'batch/patches': {
      data: Float32Array.from({ length: rows * pixels }, wave(1.3)),
      shape: [rows, pixels],
    },
    'batch/bag': {
      data: Float32Array.from({ length: rows * buckets }, wave(0.7)),
      shape: [rows, buckets],
    },
  };
}
