import { createTrainState, type StepArrays } from '@exifclip/contrastive';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { expect, test } from 'vitest';
import { chooseTrainingBackend } from './choose-training-backend.ts';
import { defaultRunConfig } from './config/run-config.ts';
import { batchArrays } from './recipe/batch-arrays.ts';
import { recipeParameters } from './recipe/recipe-parameters.ts';
import { standardRecipe } from './recipe/standard-recipe.ts';
import { type RunEngineOptions, runEngine } from './run-engine.ts';

const [photosPerBatch, patchSize] = [4, 32];
const sentences = Array.from({ length: 2 * photosPerBatch }, (_, i) => `Make: M${i >> 1}`);
const config = {
  ...defaultRunConfig,
  ...{ photosPerBatch, cameraPairs: 0, patchSize, dim: 16, buckets: 64, microBatches: 2 },
  widths: [16, 16, 16] as const,
};
const recipe = standardRecipe(config);

async function optionsOf(processes: number): Promise<RunEngineOptions> {
  await chooseTrainingBackend('compiled');
  const parameters = recipeParameters(recipe, 1);
  const state = createTrainState(await parametersToArrays(parameters), 1);
  disposeParameters(parameters);
  return { config, recipe, state, kind: 'compiled', threads: 1, processes };
}

test('the steps of a run are the same in two processes as in one, to 1e-5', async () => {
  const losses = [];
  for (const processes of [1, 2]) {
    const options = await optionsOf(processes);
    const engine = await runEngine(options);
    await engine.load(options.state.arrays);
    const made: number[] = [];
    for (let i = 0; i < 3; i++) made.push((await engine.step(inputs(i)))['metrics/loss']!.data[0]!);
    losses.push(made);
    await engine.dispose();
  }
  const [one, two] = losses as [number[], number[]];
  for (const [i, loss] of one.entries()) expect(Math.abs(two[i]! - loss)).toBeLessThan(1e-5);
  expect(new Set(one).size).toBe(3);
});

test('more processes than micro-batches, and several without graphs, are refused', async () => {
  const options = await optionsOf(3);
  await expect(runEngine(options)).rejects.toThrow(
    'as many micro-batches as the 3 processes, got 2',
  );
  await expect(runEngine({ ...options, kind: 'eager' })).rejects.toThrow(
    'one process for the engine',
  );
});

function inputs(seed: number): StepArrays {
  const shape = [2 * sentences.length, patchSize, patchSize, 3];
  const data = Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => {
    return 128 + 100 * Math.sin(i * 0.7 + (i >> 12) + seed);
  });
  const arrays = Object.entries(batchArrays({ patches: { data, shape }, sentences }, recipe.text));
  return {
    learningRate: { data: Float32Array.of(1e-3), shape: [] },
    ...Object.fromEntries(arrays.map(([name, array]) => [`batch/${name}`, array])),
  };
}
