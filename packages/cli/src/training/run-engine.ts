import { availableParallelism } from 'node:os';
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
import { parallelGradCacheEngine } from '@exifclip/contrastive/node';
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
  /** Threads of ONNX Runtime in each process, 0: it chooses, or all cores are divided evenly. */
  threads: number;
  /** Processes that share a batch's micro-batches. @defaultValue 1: this one makes all */
  processes?: number | undefined;
}

/**
 * What makes the steps of a run: batches whole, or in micro-batches with cached gradients, here or
 * in several processes. tfjs is to be made ready before, by `chooseTrainingBackend`.
 *
 * @throws RangeError for more processes than micro-batches, or several without graphs
 */
export async function runEngine(options: RunEngineOptions): Promise<StepEngine> {
  const { config, recipe, kind, threads, processes = 1 } = options;
  const { weightDecay, clipNorm, emaDecay, microBatches } = config;
  const update = { weightDecay, clipNorm, ...(emaDecay > 0 ? { emaDecay } : {}) };
  const [towers, loss] = [recipeTowers(recipe), recipeEmbeddingLoss(recipe)];
  const session = { threads, spinning: false };
  checkProcesses(options);
  if (microBatches === 1) {
    const step = makeTrainStep({ loss: lossOfTowers(towers, loss), ...update });
    return kind === 'eager' ? eagerEngine(step) : compiledEngine(step, exampleOf(options), session);
  }
  const step = makeGradCacheStep({ towers, loss, wholeBatch: sentenceTensors, ...update });
  if (processes > 1) {
    const each =
      threads > 0 ? threads : Math.max(1, Math.floor(availableParallelism() / processes));
    const shared = { microBatches, processes, threads: each };
    return parallelGradCacheEngine(step, exampleOf(options), shared);
  }
  return kind === 'eager'
    ? eagerGradCacheEngine(step, { microBatches })
    : compiledGradCacheEngine(step, exampleOf(options), { microBatches, ...session });
}

function checkProcesses({ kind, config, processes = 1 }: RunEngineOptions): void {
  if (processes === 1) return;
  if (kind === 'eager') {
    throw new RangeError('expected one process for the engine eager: others are sent graphs');
  }
  const { microBatches } = config;
  if (processes > microBatches) {
    throw new RangeError(
      `expected at least as many micro-batches as the ${processes} processes, got ${microBatches}`,
    );
  }
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
