import { readFileSync } from 'node:fs';
import {
  batchNorm,
  batchNormParameters,
  dense,
  glorotUniform,
  l2Normalize,
  parameter,
  parametersToArrays,
  prefix,
  scope,
} from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { contrastiveLoss } from '../../loss/contrastive-loss.ts';
import { parseTrainState } from '../../run/parse-train-state.ts';
import { serializeTrainState } from '../../run/serialize-train-state.ts';
import { train } from '../../run/train.ts';
import type { TrainBatch } from '../../run/train-batch.ts';
import { createTrainState, type TrainState } from '../../run/train-state.ts';
import { eagerGradCacheEngine } from '../grad-cache/eager-grad-cache-engine.ts';
import { makeGradCacheStep } from '../grad-cache/make-grad-cache-step.ts';
import type { StepArrays, StepEngine } from '../step-engine.ts';
import { parallelGradCacheEngine } from './parallel-grad-cache-engine.node.ts';
import { WorkerProcessError } from './worker-process-error.ts';

const [photos, pixels, buckets, dim] = [16, 10, 7, 5];
const microBatches = 4;

const step = makeGradCacheStep({
  towers(parameters, batch) {
    const norm = scope(parameters, 'image/norm');
    const patches = parameter<tf.Tensor2D>(batch, 'patches');
    const { output, updates } = batchNorm(patches, norm, { training: true });
    return {
      embeddings: {
        views: l2Normalize(dense(output, scope(parameters, 'image'))),
        texts: l2Normalize(dense(parameter<tf.Tensor2D>(batch, 'bag'), scope(parameters, 'text'))),
      },
      updates: prefix(updates, 'image/norm'),
    };
  },
  loss(parameters, { views, texts }, { sentenceIds }) {
    const { loss, accuracy } = contrastiveLoss({
      views: [views as tf.Tensor2D],
      texts: texts as tf.Tensor2D,
      logScale: parameter<tf.Scalar>(parameters, 'logScale'),
      sentenceIds: sentenceIds as tf.Tensor1D,
    });
    return { loss, metrics: { accuracy } };
  },
  wholeBatch: ['sentenceIds'],
  clipNorm: 0.5,
});

let start: TrainState;

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
  const parameters = tf.tidy(() => ({
    ...prefix(batchNormParameters(pixels), 'image/norm'),
    'image/kernel': glorotUniform([pixels, dim], pixels, dim, 2),
    'text/kernel': glorotUniform([buckets, dim], buckets, dim, 3),
    logScale: tf.scalar(Math.log(10)),
  }));
  start = createTrainState(await parametersToArrays(parameters), 1);
});

const oneProcess = (): StepEngine => eagerGradCacheEngine(step, { microBatches });
const several = (processes: number): Promise<StepEngine> =>
  parallelGradCacheEngine(
    step,
    { ...start.arrays, ...batchInputs(0), learningRate: learningRate() },
    { microBatches, processes, threads: 1 },
  );

it.each([2, 3])('steps in %d processes are those of one, to 1e-5', async (processes) => {
  const [engine, plain] = [await several(processes), oneProcess()];
  await Promise.all([engine.load(start.arrays), plain.load(start.arrays)]);
  for (let i = 0; i < 4; i++) {
    const inputs = { ...batchInputs(i), learningRate: learningRate() };
    expectClose(await engine.step(inputs), await plain.step(inputs));
    expectClose(await engine.read(), await plain.read());
  }
  const { arrays } = start;
  expect(await engine.read()).not.toEqual(arrays);
  await Promise.all([engine.dispose(), plain.dispose()]);
});

it('a checkpoint of two processes goes on in three, and in one, as if nothing had been', async () => {
  const { losses, state } = await trained(oneProcess(), start, 6);
  const first = await trained(await several(2), start, 3);
  const kept = parseTrainState(serializeTrainState(first.state));
  for (const engine of [await several(3), oneProcess()]) {
    const rest = await trained(engine, kept, 6);
    const all = [...first.losses, ...rest.losses];
    for (const [i, loss] of all.entries()) expect(Math.abs(loss - losses[i]!)).toBeLessThan(1e-5);
    expect(all).toHaveLength(6);
    expectClose(rest.state.arrays, state.arrays);
  }
});

it.runIf(process.platform === 'linux')(
  'a process that is killed is an error that says so, and loses nothing of the state',
  async () => {
    const before = childProcesses();
    const engine = await several(2);
    await engine.load(start.arrays);
    const inputs = { ...batchInputs(0), learningRate: learningRate() };
    await engine.step(inputs);
    const state = await engine.read();
    const [killed] = childProcesses().filter((child) => !before.includes(child));
    process.kill(killed!, 'SIGKILL');
    const error = await engine.step(inputs).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WorkerProcessError);
    expect((error as Error).message).toMatch(/^worker process \d of 2 ended \(SIGKILL\) before/);
    expect(await engine.read()).toEqual(state);
    await engine.dispose();
    expect(childProcesses()).toEqual(before);
  },
);

it('an aborted run stops between two steps, is saved, and leaves no process behind', async () => {
  const before = childProcesses();
  const stop = new AbortController();
  const saved: TrainState[] = [];
  const engine = await several(2);
  const run = train({
    ...{ engine, state: start, batches, schedule: () => 0.01, totalSteps: 50 },
    checkpoint: { every: 50, save: (state) => void saved.push(state) },
    signal: stop.signal,
  });
  const steps = async (): Promise<void> => {
    for await (const { step: done } of run) if (done === 2) stop.abort(new Error('enough'));
  };
  await expect(steps()).rejects.toThrow('enough');
  await engine.dispose();
  expect(saved.map(({ step: done }) => done)).toEqual([2]);
  expect(childProcesses()).toEqual(before);
});

it('refuses more processes than micro-batches, none, and batches that cannot be cut', async () => {
  await expect(several(5)).rejects.toThrow('at most 4 processes, a micro-batch each, got 5');
  await expect(several(0)).rejects.toThrow('processes to be a positive integer');
  const example = { ...start.arrays, ...batchInputs(0), learningRate: learningRate() };
  const uneven = { microBatches: 3, processes: 2, threads: 1 };
  await expect(parallelGradCacheEngine(step, example, uneven)).rejects.toThrow(
    'expected 3 micro-batches of equal size',
  );
});

async function trained(engine: StepEngine, state: TrainState, totalSteps: number) {
  const losses: number[] = [];
  let readState = async (): Promise<TrainState> => state;
  const run = train({ engine, state, batches, schedule: () => 0.02, totalSteps });
  for await (const report of run) {
    losses.push(report.loss);
    readState = report.readState;
  }
  const end = { losses, state: await readState() };
  await engine.dispose();
  return end;
}

async function* batches(from: number): AsyncGenerator<TrainBatch> {
  for (let i = from; ; i++) {
    const entries = Object.entries(batchInputs(i));
    const tensors = Object.fromEntries(
      entries.map(([name, array]) => [name.slice('batch/'.length), array]),
    );
    yield { step: i, tensors };
  }
}

function batchInputs(seed: number): StepArrays {
  const wave = (length: number, speed: number) =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * i * speed + i + seed));
  const ids = Int32Array.from({ length: photos }, (_, i) => i % 13); // some sentences come twice
  return {
    'batch/patches': { data: wave(photos * pixels, 1.3), shape: [photos, pixels] },
    'batch/bag': { data: wave(photos * buckets, 0.7), shape: [photos, buckets] },
    'batch/sentenceIds': { data: ids, shape: [photos] },
  };
}

function learningRate(): StepArrays[string] {
  return { data: Float32Array.of(0.02), shape: [] };
}

/** To 1e-5 of the largest value of each. */
function expectClose(got: StepArrays, expected: StepArrays): void {
  expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, { data, shape }] of Object.entries(expected)) {
    expect(got[name]!.shape).toEqual(shape);
    const values = [...data];
    const largest = Math.max(...values.map(Math.abs));
    const worst = Math.max(...values.map((value, i) => Math.abs(got[name]!.data[i]! - value)));
    expect(worst, name).toBeLessThanOrEqual(1e-5 * largest);
  }
}

function childProcesses(): number[] {
  if (process.platform !== 'linux') return [];
  const list = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return list.trim().split(' ').filter(Boolean).map(Number);
}
