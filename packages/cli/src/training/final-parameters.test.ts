import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTrainState, type TrainState } from '@exifclip/contrastive';
import { checkpointKeeper } from '@exifclip/contrastive/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRunConfig } from './config/run-config.ts';
import { finalParameters } from './final-parameters.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'final-parameters-'));
});
afterAll(() => rm(folder, { recursive: true }));

const of = (value: number) => ({ a: { data: Float32Array.of(value), shape: [1] } });
const stateAt = (step: number, value: number): TrainState => ({
  ...createTrainState(of(value), 1, { average: true }),
  step,
});
const runOf = (keptSteps: number[], emaDecay = 0) => ({
  ...{ folder, keptSteps, config: { ...defaultRunConfig, emaDecay } },
});

test('without phases that have a share the last state is the model', async () => {
  expect(await finalParameters(runOf([]), stateAt(9, 4))).toEqual(of(4));
});

test('the ends of phases count as much as the last state, averaged weights where the run averages', async () => {
  const save = checkpointKeeper(folder, { last: 1, steps: [2, 5] });
  await save(stateAt(2, 1), {});
  await save(stateAt(5, 4), {});
  await save(stateAt(9, 10), {});
  expect(await finalParameters(runOf([2, 5]), stateAt(9, 10))).toEqual(of(5));
  expect(await finalParameters(runOf([2, 5], 0.9), stateAt(9, 10))).toEqual(of(5));
});

test('an end that was not kept is named, with the folder', async () => {
  await expect(finalParameters(runOf([3]), stateAt(9, 10))).rejects.toThrow(
    `${folder}: expected a checkpoint of step 3, where a phase ended`,
  );
});
