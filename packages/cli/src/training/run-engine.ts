import {
  compiledEngine,
  compiledGradCacheEngine,
  eagerEngine,
  eagerGradCacheEngine,
  lossOfTowers,
  makeGradCacheStep,
  makeTrainStep,
  type StepArrays,
  type StepEngine,
  type TrainState,
} from '@exifclip/contrastive';
import type { RunConfig } from './config/run-config.ts';
import { batchArrays } from './recipe/batch-arrays.ts';
import type { Recipe } from './recipe/recipe.ts';
import { recipeEmbeddingLoss } from './recipe/recipe-embedding-loss.ts';
import { recipeTowers } from './recipe/recipe-towers.ts';
import { sentenceTensors } from './recipe/sentence-tensors.ts';

export interface RunEngineOptions {
  config: RunConfig;
  recipe: Recipe;
  /** For the names and shapes of what is trained. */
  state: TrainState;
  /** One ONNX graph a step (or a part of it), or tfjs kernel by kernel. */
  kind: 'compiled' | 'eager';
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
}

/**
 * What makes the steps of a run: batches whole, or in micro-batches with cached gradients. tfjs is
 * to be made ready before, by `chooseTrainingBackend`.
 */
export async function runEngine(options: RunEngineOptions): Promise<StepEngine> {
  const { config, recipe, kind, threads } = options;
  const { weightDecay, clipNorm, emaDecay, microBatches } = config;
  const update = { weightDecay, clipNorm, ...(emaDecay > 0 ? { emaDecay } : {}) };
  const [towers, loss] = [recipeTowers(recipe), recipeEmbeddingLoss(recipe)];
  const session = { threads, spinning: false };
  if (microBatches === 1) {
    const step = makeTrainStep({ loss: lossOfTowers(towers, loss), ...update });
    return kind === 'eager' ? eagerEngine(step) : compiledEngine(step, exampleOf(options), session);
  }
  const step = makeGradCacheStep({ towers, loss, wholeBatch: sentenceTensors, ...update });
  return kind === 'eager'
    ? eagerGradCacheEngine(step, { microBatches })
    : compiledGradCacheEngine(step, exampleOf(options), { microBatches, ...session });
}

/** Arrays of the shapes of every step to come. */
function exampleOf({ config, recipe, state }: RunEngineOptions): StepArrays {
  const { photosPerBatch, cameraPairs, patchSize } = config;
  const sentences = Array.from({ length: 2 * (photosPerBatch + cameraPairs) }, () => 'Make: none');
  const shape = [2 * sentences.length, patchSize, patchSize, 3];
  const patches = { data: new Uint8Array(shape.reduce((a, b) => a * b, 1)), shape };
  const batch = Object.entries(batchArrays({ patches, sentences }, recipe.text));
  return {
    ...state.arrays,
    learningRate: { data: new Float32Array(1), shape: [] },
    ...Object.fromEntries(batch.map(([name, array]) => [`batch/${name}`, array])),
  };
}
