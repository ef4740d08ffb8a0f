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
import { type ChosenBackend, chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LossFunction } from '../engine/differentiate.ts';
import { eagerEngine } from '../engine/eager-engine.ts';
import { makeTrainStep } from '../engine/make-train-step.ts';
import type { StepEngine } from '../engine/step-engine.ts';
import { contrastiveLoss } from '../loss/contrastive-loss.ts';
import { warmupCosine } from '../schedule/warmup-cosine.ts';
import { train } from './train.ts';
import type { TrainBatch } from './train-batch.ts';
import type { TrainRun } from './train-run.ts';
import { createTrainState, parametersOf, type TrainState } from './train-state.ts';
import type { TrainStepReport } from './train-step-report.ts';
import { TrainingDivergedError } from './training-diverged-error.ts';

const pairs = 8;
const pixels = 12;

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe('train', () => {
  it('learns which patches and sentences belong together', async () => {
    const reports = await collect(await tinyRun({ totalSteps: 60 }));
    expect(reports).toHaveLength(60);
    expect(reports[0]!.loss).toBeGreaterThan(1.5);
    expect(reports[59]!.loss).toBeLessThan(0.2);
    expect(reports[59]!.metrics.accuracy).toBe(1);
    expect(reports.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    const state = await reports[59]!.readState();
    expect(state.step).toBe(60);
    expect(state.arrays['optimizer/step']!.data[0]).toBe(60);
    expect(reports[2]!.learningRate).toBeCloseTo(0.03, 12);
  });

  it('goes on from any state with the very same losses', async () => {
    const whole = await collect(await tinyRun({ totalSteps: 12 }));
    const state = await stateAfter(5, await tinyRun({ totalSteps: 12 }));
    const rest = await collect({ ...(await tinyRun({ totalSteps: 12 })), state });
    expect(rest.map(({ loss }) => loss)).toEqual(whole.slice(5).map(({ loss }) => loss));
    const [end, endOfRest] = [await whole.at(-1)!.readState(), await rest.at(-1)!.readState()];
    expect(endOfRest).toEqual(end);
    expect(await collect({ ...(await tinyRun({ totalSteps: 12 })), state: end })).toEqual([]);
  });

  it('gives its state until it goes on', async () => {
    const reports = await collect(await tinyRun({ totalSteps: 3 }));
    await expect(reports[1]!.readState()).rejects.toThrow(
      'expected to read step 2 before the run went on',
    );
  });

  it('saves a checkpoint every so many steps and at the end', async () => {
    const saved: TrainState[] = [];
    const checkpoint = { every: 3, save: (state: TrainState) => void saved.push(state) };
    await collect(await tinyRun({ totalSteps: 7, checkpoint }));
    expect(saved.map(({ step }) => step)).toEqual([3, 6, 7]);
    expect(saved[0]).toEqual(await stateAfter(3, await tinyRun({ totalSteps: 7 })));
  });

  it('saves a checkpoint after the steps that are named besides', async () => {
    const saved: number[] = [];
    const save = ({ step }: TrainState): void => void saved.push(step);
    await collect(
      await tinyRun({ totalSteps: 7, checkpoint: { every: 3, steps: [3, 4, 12], save } }),
    );
    expect(saved).toEqual([3, 4, 6, 7]);
  });

  it('throws with step and metrics when the loss is no number', async () => {
    const schedule = (step: number): number => (step === 2 ? Number.NaN : 0.01);
    const run = train(await tinyRun({ totalSteps: 9, schedule }));
    const seen: number[] = [];
    const drain = async (): Promise<void> => {
      for await (const { step } of run) seen.push(step);
    };
    const error = await drain().catch((e: unknown) => e);
    expect(seen).toEqual([1, 2, 3]);
    expect(error).toBeInstanceOf(TrainingDivergedError);
    expect(error).toMatchObject({ step: 3, metrics: { loss: Number.NaN } });
  });

  it('stops before the next step when told, and lets the batches go', async () => {
    const controller = new AbortController();
    const done = vi.fn();
    async function* batches(start: number): AsyncGenerator<TrainBatch> {
      try {
        yield* tinyBatches(start);
      } finally {
        done();
      }
    }
    const run = train(await tinyRun({ totalSteps: 9, batches, signal: controller.signal }));
    await run.next();
    controller.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    expect(done).toHaveBeenCalledOnce();
  });

  it('refuses batches for other steps, and too few', async () => {
    const late = await tinyRun({ totalSteps: 9, batches: () => tinyBatches(4) });
    await expect(collect(late)).rejects.toThrow(
      new RangeError('expected the batch of step 0, got that of 4'),
    );
    async function* two(): AsyncGenerator<TrainBatch> {
      for await (const batch of tinyBatches(0)) {
        if (batch.step === 2) return;
        yield batch;
      }
    }
    const short = await tinyRun({ totalSteps: 9, batches: two() });
    await expect(collect(short)).rejects.toThrow(
      new RangeError('expected batches for 9 steps, got 2'),
    );
  });
});

describe('eagerEngine', () => {
  it('keeps the number of live tensors constant from step to step', async () => {
    const run = train(await tinyRun({ totalSteps: 5 }));
    const counts: number[] = [];
    for await (const _ of run) counts.push(tf.memory().numTensors);
    expect(new Set(counts).size).toBe(1);
  });

  it('frees what a failing step made', async () => {
    const failing: LossFunction = (parameters, batch) => ({
      ...tinyLoss(parameters, batch),
      updates: { nonsense: tf.scalar(1) },
    });
    const run = await tinyRun({
      totalSteps: 5,
      engine: eagerEngine(makeTrainStep({ loss: failing })),
    });
    const before = tf.memory().numTensors;
    await expect(collect(run)).rejects.toThrow(
      new RangeError('expected updates of existing parameters, got nonsense'),
    );
    await run.engine.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains the same on wasm as on the cpu backend, to 1e-3', async () => {
    const losses: number[][] = [];
    for (const prefer of ['cpu', 'wasm'] satisfies ChosenBackend['name'][]) {
      await chooseBackend({ prefer, training: true });
      losses.push((await collect(await tinyRun({ totalSteps: 6 }))).map(({ loss }) => loss));
    }
    await chooseBackend({ prefer: 'cpu' });
    losses[0]!.forEach((loss, i) => {
      expect(Math.abs(losses[1]![i]! - loss)).toBeLessThan(1e-3);
    });
  });
});

describe('makeTrainStep', () => {
  it('runs the loss once a step, trains what has no update and takes updates as they are', async () => {
    const loss = vi.fn(tinyLoss);
    const engine = eagerEngine(makeTrainStep({ loss, clipNorm: 1 }));
    const run = await tinyRun({ totalSteps: 2, engine });
    const states: TrainState[] = [];
    for await (const { metrics, readState } of train(run)) {
      expect(metrics.gradientNorm).toBeGreaterThan(0);
      states.push(await readState());
    }
    expect(loss).toHaveBeenCalledTimes(2);
    const name = 'image/norm/mean';
    const [a, b] = states.map(({ arrays }) => arrays);
    expect(a![`parameters/${name}`]!.data).not.toEqual(b![`parameters/${name}`]!.data);
    expect(Math.max(...b![`optimizer/v/${name}`]!.data)).toBe(0);
    expect(Math.max(...b!['optimizer/v/image/dense/kernel']!.data)).toBeGreaterThan(0);
  });

  it('follows the gradient: the loss falls by learning rate times its squared length', async () => {
    // with beta1 = beta2 = 0 and a large epsilon, a step is lr / ε times the gradient
    const epsilon = 1e3;
    const options = { loss: tinyLoss, beta1: 0, beta2: 0, epsilon, weightDecay: 0 };
    const engine = eagerEngine(makeTrainStep({ ...options, clipNorm: 1e9 }));
    async function* same(): AsyncGenerator<TrainBatch> {
      const { value } = await tinyBatches(0).next();
      for (let step = 0; ; step++) yield { step, tensors: (value as TrainBatch).tensors };
    }
    const schedule = (): number => 0.001 * epsilon;
    const run = await tinyRun({ totalSteps: 2, engine, schedule, batches: same });
    const [before, after] = await collect(run);
    const expected = 0.001 * before!.metrics.gradientNorm! ** 2;
    expect((before!.loss - after!.loss) / expected).toBeCloseTo(1, 1);
  });

  it('names parameters that have no part in the loss', async () => {
    const run = await tinyRun({ totalSteps: 1 });
    const extra = { data: new Float32Array(2), shape: [2] };
    const state = createTrainState({ ...parametersOf(run.state), 'image/unused': extra }, 1);
    await expect(collect({ ...run, state })).rejects.toThrow(/got none for image\/unused/);
  });

  it('refuses a loss that is not a scalar', async () => {
    const vector: LossFunction = (parameters) => {
      const loss = tf.sum(parameter(parameters, 'text/table'), 1) as unknown as tf.Scalar;
      return { loss, metrics: {}, updates: {} };
    };
    const engine = eagerEngine(makeTrainStep({ loss: vector }));
    await expect(collect(await tinyRun({ totalSteps: 1, engine }))).rejects.toThrow(
      new TypeError('expected a scalar loss, got shape [8]'),
    );
  });
});

/** An image tower of two layers with a batch norm between, and looked-up sentences. */
const tinyLoss: LossFunction = (parameters, batch) => {
  const x = tf.div<tf.Tensor2D>(tf.cast(batch.patches as tf.Tensor2D, 'float32'), 255);
  const hidden = dense(x, scope(parameters, 'image/dense'));
  const { output, updates } = batchNorm(hidden, scope(parameters, 'image/norm'), {
    training: true,
  });
  const view = l2Normalize(dense(tf.relu(output), scope(parameters, 'image/project')));
  const ids = batch.ids as tf.Tensor1D;
  const table = parameter<tf.Tensor2D>(parameters, 'text/table');
  const texts = l2Normalize(tf.gather(table, ids) as tf.Tensor2D);
  const logScale = parameter<tf.Scalar>(parameters, 'logScale');
  const { loss, accuracy } = contrastiveLoss({ views: [view], texts, logScale });
  return { loss, metrics: { accuracy }, updates: prefix(updates, 'image/norm') };
};

async function tinyRun(options: Partial<TrainRun> & { totalSteps: number }): Promise<TrainRun> {
  const parameters: Parameters = tf.tidy(() => ({
    'image/dense/kernel': glorotUniform([pixels, 16], pixels, 16, 1),
    'image/dense/bias': tf.zeros([16]),
    ...prefix(batchNormParameters(16), 'image/norm'),
    'image/project/kernel': glorotUniform([16, 6], 16, 6, 2),
    'text/table': glorotUniform([pairs, 6], pairs, 6, 3),
    logScale: tf.scalar(Math.log(10)),
  }));
  const arrays = await parametersToArrays(parameters);
  const copies = Object.entries(arrays).map(([name, { data, shape }]) => [
    name,
    { data: data.slice(), shape },
  ]);
  tf.dispose(parameters);
  const engine: StepEngine = eagerEngine(makeTrainStep({ loss: tinyLoss }));
  const schedule = (step: number): number =>
    warmupCosine(step, { peak: 0.05, warmupSteps: 5, totalSteps: 100 });
  const state = createTrainState(Object.fromEntries(copies), 5);
  return { engine, schedule, state, batches: tinyBatches, ...options };
}

/** Photos 0…7 in an order that depends on the step, as noisy bytes. */
async function* tinyBatches(startStep: number): AsyncGenerator<TrainBatch, void> {
  for (let step = startStep; ; step++) {
    const ids = Int32Array.from({ length: pairs }, (_, i) => (i * 3 + step) % pairs);
    const patches = Uint8Array.from({ length: pairs * pixels }, (_, at) => {
      const [row, pixel] = [Math.floor(at / pixels), at % pixels];
      const clean = 128 + 100 * Math.sin(ids[row]! * 2.3 + pixel * (1 + ids[row]!));
      return clean + 10 * Math.sin(at * 7.1 + step);
    });
    yield {
      step,
      tensors: {
        patches: { data: patches, shape: [pairs, pixels] },
        ids: { data: ids, shape: [pairs] },
      },
    };
  }
}

async function stateAfter(steps: number, run: TrainRun): Promise<TrainState> {
  for await (const { step, readState } of train(run)) if (step === steps) return readState();
  throw new RangeError(`expected at least ${steps} steps`);
}

async function collect(run: TrainRun): Promise<TrainStepReport[]> {
  const reports: TrainStepReport[] = [];
  for await (const report of train(run)) reports.push(report);
  return reports;
}
