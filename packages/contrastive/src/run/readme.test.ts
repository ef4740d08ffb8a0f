import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import type { StepEngine } from '../engine/step-engine.ts';
import {
  createTrainState,
  matchRanks,
  meanReciprocalRank,
  parametersOf,
  progressLogger,
  recallAtK,
  severalLoggers,
  type TrainBatch,
  TrainingDivergedError,
  type TrainState,
  train,
} from '../index.ts';
import {
  checkpointKeeper,
  curvesPageLogger,
  jsonLinesLogger,
  loadCheckpoint,
  loadDivergence,
  readRunLog,
  saveDivergence,
  tensorBoardLogger,
} from '../node.ts';

const sentences = ['a', 'b', 'a', 'c'];
const texts = { data: Float32Array.of(1, 0, 0, 1, 1, 0, -1, 0), shape: [4, 2] };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readme-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the example of a run that can be stopped runs, and the README shows it', async () => {
  const totalSteps = 12;
  const engine = growingEngine();
  const schedule = (): number => 0.5;
  const parameters = { patches: { data: new Float32Array(8), shape: [4, 2] } };
  const display = { update: vi.fn(), clear: vi.fn() };
  const reports: number[] = [];

  const goOn = async (
    batches: (startStep: number) => AsyncIterable<TrainBatch>,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    // #region
    const recalls = async (state: TrainState): Promise<Record<string, number>> => {
      const { patches } = parametersOf(state); // embed photos that the run does not learn from
      const ranks = await matchRanks(patches!, texts, { queryGroups: sentences });
      return { 'recall@1': recallAtK(ranks, 1)!, meanReciprocalRank: meanReciprocalRank(ranks)! };
    };

    const log = join(folder, 'log.jsonl');
    const best = { metric: 'recall@1', mode: 'max' } as const;
    const state = (await loadCheckpoint(folder)) ?? createTrainState(parameters, 1);
    const run = train({
      engine,
      state,
      batches,
      schedule,
      totalSteps,
      signal, // when it is aborted, what is done is saved once more
      validate: { every: 5, run: async (readState) => recalls(await readState()) },
      checkpoint: { every: 50, save: checkpointKeeper(folder, { last: 2, best, every: 1000 }) },
      logger: severalLoggers([
        progressLogger(display, totalSteps), // { update(done, total, text), clear() }
        await jsonLinesLogger(log, state.step),
        await tensorBoardLogger(join(folder, 'tensorboard'), state.step),
        await curvesPageLogger(join(folder, 'curves.html'), { totalSteps, log }),
      ]),
    });
    try {
      for await (const { step } of run) reports.push(step);
    } catch (error) {
      if (error instanceof TrainingDivergedError) return saveDivergence(folder, error);
      throw error;
    }
    // #endregion
    return undefined;
  };

  const stop = new AbortController();
  const leave = (): number => {
    stop.abort('enough');
    return 1;
  };
  const first = goOn((start) => batchesFrom(start, { 8: leave }), stop.signal);
  await expect(first).rejects.toBe('enough');
  const { signal } = new AbortController();
  const path = await goOn((start) => batchesFrom(start, { 10: () => Number.NaN }), signal);
  expect((await loadDivergence(path!)).batch.step).toBe(10);
  expect(await goOn((start) => batchesFrom(start, {}), signal)).toBeUndefined();

  // 8 steps and the state saved on leaving, 2 and that of the second validation, the last 2
  expect(reports).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect((await readRunLog(join(folder, 'log.jsonl'))).map(({ step }) => step)).toEqual(reports);
  expect((await readdir(folder)).sort()).toEqual([
    'checkpoint-00000010.safetensors',
    'checkpoint-00000012.safetensors',
    'checkpoints.json',
    'curves.html',
    'divergence-00000010.safetensors',
    'log.jsonl',
    'tensorboard',
  ]);
  expect(await readdir(join(folder, 'tensorboard'))).toHaveLength(3);
  expect(display.update.mock.lastCall![2]).toMatch(/^loss [\d.]+, [\d.]+ s\/step, 0 s left$/);

  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(regions).toHaveLength(1);
  const lines = regions[0]!.split('\n').map((line) => line.replace(/^ {2}/, ''));
  expect(readme).toContain(lines.join('\n'));
});

/** Moves all patches along by what the batch says; the loss is how far they are from 10. */
function growingEngine(): StepEngine {
  let arrays: TrainState['arrays'] = {};
  return {
    load: async (state) => {
      arrays = state as TrainState['arrays'];
    },
    step: async (inputs) => {
      const move = inputs['batch/move']!.data[0]! * inputs['learningRate']!.data[0]!;
      const { data, shape } = arrays['parameters/patches']!;
      const moved = data.map((value, i) => value + move * (1 + (i % 2)));
      arrays = { ...arrays, 'parameters/patches': { data: moved, shape } };
      return { 'metrics/loss': { data: Float32Array.of(10 - moved[0]!), shape: [] } };
    },
    read: async () => arrays,
    dispose: async () => {},
  };
}

/** Batches that all say 1, but for steps at which something else happens first. */
async function* batchesFrom(
  start: number,
  events: Readonly<Record<number, () => number>>,
): AsyncGenerator<TrainBatch> {
  for (let step = start; ; step++) {
    const move = (events[step] ?? (() => 1))();
    yield { step, tensors: { move: { data: Float32Array.of(move), shape: [] } } };
  }
}
