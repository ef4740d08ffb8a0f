import {
  compiledEngine,
  createTrainState,
  eagerEngine,
  makeTrainStep,
  type StepArrays,
  type StepEngine,
  type TrainBatch,
  type TrainState,
} from '@exifclip/contrastive';
import { batchLoader } from '@exifclip/datasets/node';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { chooseBackend, registerGradients } from '@exifclip/nn/backend';
import { initialParameters } from './initial-parameters.ts';
import { modelLoss } from './model-loss.ts';
import type { RunConfig } from './run-config.ts';
import { trainingTensors } from './training-tensors.ts';

export interface StartRunOptions {
  engine: 'compiled' | 'eager';
  /** Where an earlier process left off. */
  checkpoint: TrainState | undefined;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
  signal: AbortSignal;
}

/** What the training loop needs. */
export interface StartedRun {
  engine: StepEngine;
  state: TrainState;
  batches: (startStep: number) => AsyncIterable<TrainBatch>;
}

/** Makes (or takes up) the state of a run, its batches and the engine that makes its steps. */
export async function startRun(
  config: RunConfig,
  { engine: kind, checkpoint, threads, signal }: StartRunOptions,
): Promise<StartedRun> {
  // Tracing needs tfjs's bookkeeping and no arithmetic, so that any backend does for it.
  const { name, reason } = await chooseBackend(kind === 'compiled' ? { prefer: 'cpu' } : {});
  await registerGradients();
  if (kind === 'eager') console.error(`tfjs backend: ${name} (${reason})`);
  const state = checkpoint ?? (await freshState(config));
  const step = makeTrainStep({
    loss: modelLoss,
    weightDecay: config.weightDecay,
    clipNorm: config.clipNorm,
  });
  const engine =
    kind === 'eager'
      ? eagerEngine(step)
      : await compiledEngine(step, exampleOf(config, state), { threads, spinning: false });
  return { engine, state, batches: (startStep) => loadBatches(config, startStep, signal) };
}

async function freshState(config: RunConfig): Promise<TrainState> {
  const parameters = initialParameters(config.seed, config, config.buckets);
  try {
    return createTrainState(await parametersToArrays(parameters), config.seed);
  } finally {
    disposeParameters(parameters);
  }
}

/** Arrays of the shapes of every step to come. */
function exampleOf(
  { photosPerBatch, cameraPairs, patchSize, buckets }: RunConfig,
  state: TrainState,
): StepArrays {
  const sentences = 2 * (photosPerBatch + cameraPairs);
  const shape = [2 * sentences, patchSize, patchSize, 3];
  return {
    ...state.arrays,
    learningRate: { data: new Float32Array(1), shape: [] },
    'batch/patches': { data: new Uint8Array(shape.reduce((a, b) => a * b, 1)), shape },
    'batch/bag': { data: new Float32Array(sentences * buckets), shape: [sentences, buckets] },
  };
}

async function* loadBatches(
  config: RunConfig,
  startStep: number,
  signal: AbortSignal,
): AsyncGenerator<TrainBatch> {
  const { manifest, seed, photosPerBatch, cameraPairs, patchSize, buckets } = config;
  const loader = batchLoader({
    manifest,
    seed,
    startStep,
    photosPerBatch,
    cameraPairs,
    patchSize,
    signal,
  });
  for await (const batch of loader) yield trainingTensors(batch, buckets);
}
