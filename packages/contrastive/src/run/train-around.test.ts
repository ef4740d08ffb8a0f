import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StepArrays, StepEngine } from '../engine/step-engine.ts';
import { loadDivergence, saveDivergence } from '../node.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { JsonValue } from './json-value.ts';
import { parseDivergence } from './parse-divergence.ts';
import { parseTrainState } from './parse-train-state.ts';
import { serializeDivergence } from './serialize-divergence.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import { train } from './train.ts';
import type { TrainBatch } from './train-batch.ts';
import type { TrainRun } from './train-run.ts';
import type { TrainState } from './train-state.ts';
import type { TrainStepReport } from './train-step-report.ts';
import { TrainingDivergedError } from './training-diverged-error.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-around-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('train, around its steps,', () => {
  it('validates every so many steps and at the end, and tells what it found', async () => {
    const run = vi.fn(async (readState: () => Promise<TrainState>) => ({
      weight: (await readState()).arrays['parameters/w']!.data[0]!,
    }));
    const logged: (number | undefined)[] = [];
    const logger = {
      step: ({ validation }: Pick<TrainStepReport, 'validation'>) =>
        void logged.push(validation?.weight),
      close: () => {},
    };
    const reports = await collect(sumRun({ totalSteps: 5, validate: { every: 2, run }, logger }));
    expect(reports.map(({ validation }) => validation?.weight)).toEqual([
      undefined,
      2,
      undefined,
      4,
      5,
    ]);
    expect(logged).toEqual([undefined, 2, undefined, 4, 5]);
  });

  it('saves what was validated with the figures, and what is due without', async () => {
    const saved: [number, unknown][] = [];
    const checkpoint: TrainRun['checkpoint'] = {
      every: 4,
      save: ({ step }, { validation }) => void saved.push([step, validation]),
    };
    const validate = { every: 3, run: async () => ({ recall: 0.5 }) };
    await collect(sumRun({ totalSteps: 7, validate, checkpoint }));
    const found = { recall: 0.5 };
    expect(saved).toEqual([
      [3, found],
      [4, undefined],
      [6, found],
      [7, found],
    ]);
  });

  it('tells how long a step waited for its batch, and how many patches it had', async () => {
    const batches = async function* () {
      for await (const batch of sumBatches(0)) {
        await new Promise((resolve) => setTimeout(resolve, 30));
        yield { ...batch, patches: 12 };
      }
    };
    for (const { waitSeconds, seconds, patches } of await collect(
      sumRun({ totalSteps: 2, batches }),
    )) {
      expect(waitSeconds).toBeGreaterThan(0.025);
      expect(seconds).toBeLessThan(waitSeconds);
      expect(patches).toBe(12);
    }
  });

  it('hands the position that a batch brought to the batches of a resumed run', async () => {
    // a stream of random numbers that can only go on from where it is
    const given: (JsonValue | undefined)[] = [];
    const batches = async function* (start: number, position?: JsonValue) {
      given.push(position);
      let seed = (position as { seed: number } | undefined)?.seed ?? 1;
      for (let step = start; ; step++) {
        seed = (seed * 48271) % 2147483647;
        yield { ...batchOf(step, seed / 2147483647), position: { seed } };
      }
    };
    const whole = await collect(sumRun({ totalSteps: 6, batches }));
    const half = await stateAfter(3, sumRun({ totalSteps: 6, batches }));
    const state = parseTrainState(serializeTrainState(half));
    const rest = await collect(sumRun({ totalSteps: 6, batches, state }));
    expect(rest.map(({ loss }) => loss)).toEqual(whole.slice(3).map(({ loss }) => loss));
    expect(given).toEqual([undefined, undefined, state.position]);
    expect(state.position).toEqual({ seed: expect.any(Number) });
  });
});

describe('train, before its first step,', () => {
  it('refuses counts that are none', async () => {
    const cases: [Partial<TrainRun>, string][] = [
      [{ validate: { every: 0, run: async () => ({}) } }, 'validate.every'],
      [{ checkpoint: { every: Number.NaN, save: () => {} } }, 'checkpoint.every'],
      [{ divergence: { window: 0 } }, 'divergence.window'],
      [{ divergence: { patience: 1.5 } }, 'divergence.patience'],
    ];
    for (const [options, name] of cases) {
      const refused = collect(sumRun({ totalSteps: 3, ...options }));
      await expect(refused).rejects.toThrow(`expected ${name} to be a positive integer, got `);
    }
  });
});

describe('train, when it has to leave,', () => {
  it('saves what is done, once', async () => {
    const saved: number[] = [];
    const controller = new AbortController();
    const checkpoint = {
      every: 3,
      save: ({ step }: TrainState) => void saved.push(step),
    };
    const abortAt = async (last: number, run: TrainRun): Promise<unknown> => {
      const drain = async (): Promise<void> => {
        for await (const { step } of train(run)) if (step === last) controller.abort('enough');
      };
      return drain().catch((error: unknown) => error);
    };
    const { signal } = controller;
    expect(await abortAt(5, sumRun({ totalSteps: 9, checkpoint, signal }))).toBe('enough');
    expect(saved.splice(0)).toEqual([3, 5]);
    const aborted = sumRun({ totalSteps: 9, checkpoint, signal });
    expect(await collect(aborted).catch((e: unknown) => e)).toBe('enough');
    expect(saved).toEqual([]); // there is nothing that was not there before
  });

  it('saves nothing more where it is told so, or where it just did', async () => {
    const saved: number[] = [];
    const save = ({ step }: TrainState): void => void saved.push(step);
    const few = { totalSteps: 9, batches: fewBatches(4) };
    const leave = { every: 3, save, beforeLeaving: false };
    await expect(collect(sumRun({ ...few, checkpoint: leave }))).rejects.toThrow(/got 4$/);
    expect(saved.splice(0)).toEqual([3]);
    const two = { totalSteps: 9, batches: fewBatches(4) };
    await expect(collect(sumRun({ ...two, checkpoint: { every: 4, save } }))).rejects.toThrow();
    expect(saved).toEqual([4]);
  });

  it('saves the state when batches, validation or logger throw', async () => {
    const saved: number[] = [];
    const checkpoint = { every: 100, save: ({ step }: TrainState) => void saved.push(step) };
    const fail = async (): Promise<never> => {
      throw new Error('disk full');
    };
    const batches = async function* () {
      yield batchOf(0, 1);
      await fail();
    };
    const close = vi.fn();
    const logged: number[] = [];
    const note = ({ step }: { step: number }): void => void logged.push(step);
    const step = ({ step }: { step: number }) => (step === 2 ? fail() : undefined);
    const cases: Partial<TrainRun>[] = [
      { batches },
      { validate: { every: 3, run: fail }, logger: { step: note, close: () => {} } },
      { logger: { step, close } },
    ];
    for (const options of cases) {
      const run = sumRun({ totalSteps: 9, checkpoint, ...options });
      await expect(collect(run)).rejects.toThrow('disk full');
    }
    expect(saved).toEqual([1, 3, 2]);
    expect(logged).toEqual([1, 2, 3]); // the third step is made, though its validation failed
    expect(close).toHaveBeenCalledOnce();
  });

  it('throws both errors when the state cannot be saved either', async () => {
    const save = (): never => {
      throw new Error('read-only');
    };
    const run = sumRun({
      totalSteps: 9,
      batches: fewBatches(2),
      checkpoint: { every: 100, save },
    });
    const error = await collect(run).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).errors.map(String)).toEqual([
      'RangeError: expected batches for 9 steps, got 2',
      'Error: read-only',
    ]);
    const late = sumRun({ totalSteps: 9, checkpoint: { every: 2, save } });
    await expect(collect(late)).rejects.toThrow('read-only'); // and is not tried twice
  });

  it('saves no state of a step whose engine failed', async () => {
    const saved: number[] = [];
    const engine = sumEngine();
    const run = sumRun({
      totalSteps: 9,
      checkpoint: { every: 100, save: ({ step }) => void saved.push(step) },
      engine: {
        ...engine,
        step: (inputs) =>
          inputs['batch/x']!.data[0] === 3
            ? Promise.reject(new Error('out of memory'))
            : engine.step(inputs),
      },
      batches: async function* () {
        for (let step = 0; ; step++) yield batchOf(step, step + 1);
      },
    });
    await expect(collect(run)).rejects.toThrow('out of memory');
    expect(saved).toEqual([]);
  });

  it('closes the logger when it ends, is left, or has nothing to do', async () => {
    const close = vi.fn();
    const logger = { step: () => {}, close };
    await collect(sumRun({ totalSteps: 2, logger }));
    expect(close).toHaveBeenCalledTimes(1);
    for await (const _ of train(sumRun({ totalSteps: 2, logger }))) break;
    expect(close).toHaveBeenCalledTimes(2);
    await collect(sumRun({ totalSteps: 0, logger }));
    expect(close).toHaveBeenCalledTimes(3);
  });
});

describe('a run that diverges', () => {
  it('writes down the batch, from which the step can be made again', async () => {
    const states: TrainState[] = [];
    const checkpoint = { every: 1, save: (state: TrainState) => void states.push(state) };
    const batches = async function* () {
      for (let step = 0; ; step++) yield { ...batchOf(step, step === 4 ? 1e30 : 0.1), patches: 7 };
    };
    const run = sumRun({ totalSteps: 9, checkpoint, batches });
    const error = await collect(run).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TrainingDivergedError);
    expect(String(error)).toContain('step 4 diverged: its loss is Infinity');
    const path = await saveDivergence(folder, error as TrainingDivergedError);
    expect(path).toBe(join(folder, 'divergence-00000004.safetensors'));

    const found = await loadDivergence(path);
    expect(found).toEqual({
      reason: 'its loss is Infinity',
      learningRate: 1,
      metrics: { loss: Number.POSITIVE_INFINITY },
      batch: { ...batchOf(4, 1e30), patches: 7 },
    });
    const state = states.at(-1)!;
    expect(state.step).toBe(4);
    const again = sumRun({ totalSteps: 9, state, batches: only(found.batch) });
    const same = await collect(again).catch((e: unknown) => e);
    expect(same).toMatchObject({ step: 4, metrics: found.metrics, batch: found.batch });
    expect(states).toHaveLength(4); // what diverged was not saved
  });

  it('is read from nothing but a whole file of one', () => {
    const bytes = serializeDivergence({
      reason: 'its loss is NaN',
      batch: batchOf(3, 1),
      learningRate: 0.1,
      metrics: { loss: Number.NaN },
    });
    expect(parseDivergence(bytes).metrics).toEqual({ loss: Number.NaN });
    const checkpoint = serializeTrainState(freshState());
    for (const bad of [bytes.subarray(0, bytes.length - 1), new Uint8Array(0), checkpoint]) {
      expect(() => parseDivergence(bad, { name: 'd' })).toThrow(CheckpointError);
      expect(() => parseDivergence(bad, { name: 'd' })).toThrow(/^d: not a step that diverged: /);
    }
  });

  it('is stopped when its loss explodes, and where it is to be saved with NaN in it', async () => {
    const growing = async function* () {
      for (let step = 0; ; step++) yield batchOf(step, step < 10 ? 0 : 4);
    };
    const divergence = { factor: 2, window: 5, patience: 2 };
    const state = { ...freshState(), arrays: { 'parameters/w': scalar(1) } };
    const options = { totalSteps: 30, batches: growing, state };
    await expect(collect(sumRun({ ...options, divergence }))).rejects.toThrow(
      /step 11 diverged: its loss is 81, and 2 in a row/,
    );
    expect(await collect(sumRun({ ...options, divergence: false }))).toHaveLength(30);

    const engine = sumEngine();
    const silent = {
      ...engine,
      step: async (inputs: StepArrays) => {
        await engine.step(inputs);
        return { 'metrics/loss': scalar(1) };
      },
    };
    const save = vi.fn();
    const run = sumRun({
      totalSteps: 9,
      engine: silent,
      checkpoint: { every: 2, save },
      batches: async function* () {
        for (let step = 0; ; step++) yield batchOf(step, step === 2 ? Number.NaN : 1);
      },
    });
    await expect(collect(run)).rejects.toThrow(
      'step 3 diverged: not all numbers of "parameters/w" are finite after it',
    );
    expect(save).toHaveBeenCalledOnce();
  });
});

/** Adds x to the only weight w; its loss is w² in float32. */
function sumEngine(): StepEngine {
  let w = 0;
  return {
    load: async (state) => {
      w = state['parameters/w']!.data[0]!;
    },
    step: async (inputs) => {
      w = Math.fround(w + inputs['batch/x']!.data[0]!);
      return { 'metrics/loss': scalar(w * w) };
    },
    read: async () => ({ 'parameters/w': scalar(w) }),
    dispose: async () => {},
  };
}

function sumRun(options: Partial<TrainRun> & { totalSteps: number }): TrainRun {
  const fixed = { schedule: () => 1, state: freshState(), batches: sumBatches };
  return { engine: sumEngine(), ...fixed, ...options };
}

function freshState(): TrainState {
  return { step: 0, seed: 1, arrays: { 'parameters/w': scalar(0) } };
}

async function* sumBatches(start: number): AsyncGenerator<TrainBatch> {
  for (let step = start; ; step++) yield batchOf(step, 1);
}

async function* fewBatches(count: number): AsyncGenerator<TrainBatch> {
  for (let step = 0; step < count; step++) yield batchOf(step, 1);
}

async function* only(batch: TrainBatch): AsyncGenerator<TrainBatch> {
  yield batch;
}

function batchOf(step: number, x: number): TrainBatch {
  return { step, tensors: { x: scalar(x) } };
}

function scalar(value: number): { data: Float32Array; shape: number[] } {
  return { data: Float32Array.of(value), shape: [] };
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
