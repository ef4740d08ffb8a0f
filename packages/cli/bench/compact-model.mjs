// The bundled recipe, as `exifclip train` runs it, and batches for it. Needs a build.
import { createTrainState } from '@exifclip/contrastive';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { chooseTrainingBackend } from '../dist/training/choose-training-backend.js';
import { defaultRunConfig } from '../dist/training/config/run-config.js';
import { batchArrays } from '../dist/training/recipe/batch-arrays.js';
import { recipeParameters } from '../dist/training/recipe/recipe-parameters.js';
import { standardRecipe } from '../dist/training/recipe/standard-recipe.js';
import { runEngine } from '../dist/training/run-engine.js';

const { patchSize } = defaultRunConfig;
const recipe = standardRecipe(defaultRunConfig);

/** How a batch of so many patches is composed, in the bundled model's proportions. */
export function compositionOf(patches) {
  const sources = patches / 4;
  const { photosPerBatch, cameraPairs: pairs } = defaultRunConfig;
  const cameraPairs = Math.round((sources * pairs) / (photosPerBatch + pairs));
  return { photosPerBatch: sources - cameraPairs, cameraPairs, patchSize };
}

/**
 * An engine with fresh parameters loaded: a plain one, or one that caches gradients of embeddings
 * where there are several micro-batches, in several processes if asked for.
 */
export async function openEngine(patches, microBatches, threads, processes = 1) {
  await chooseTrainingBackend('compiled');
  const config = { ...defaultRunConfig, ...compositionOf(patches), microBatches };
  const parameters = recipeParameters(recipe, config.seed);
  const state = createTrainState(await parametersToArrays(parameters), config.seed);
  disposeParameters(parameters);
  const options = { config, recipe, state, threads, processes, kind: 'compiled' };
  const engine = await runEngine(options);
  await engine.load(state.arrays);
  return engine;
}

/** What the data pipeline gives, of noise. */
export function randomBatch(patches) {
  const data = new Uint8Array(patches * patchSize * patchSize * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return {
    patches: { data, shape: [patches, patchSize, patchSize, 3] },
    sentences: Array.from({ length: patches / 2 }, (_, i) => `Make: Maker ${i % 17} Model: X${i}`),
  };
}

/** A batch as the inputs of a step. */
export function stepInputs(batch) {
  const arrays = Object.entries(batchArrays(batch, recipe.text));
  return {
    learningRate: { data: Float32Array.of(defaultRunConfig.learningRate), shape: [] },
    ...Object.fromEntries(arrays.map(([name, array]) => [`batch/${name}`, array])),
  };
}
