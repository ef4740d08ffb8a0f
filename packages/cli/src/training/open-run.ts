import { mkdir } from 'node:fs/promises';
import {
  createTrainState,
  type TrainBatch,
  type TrainRun,
  type TrainState,
} from '@exifclip/contrastive';
import { loadCheckpoint } from '@exifclip/contrastive/node';
import type { PhotoStore } from '@exifclip/datasets/node';
import { batchLoader } from '@exifclip/datasets/node';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { chooseTrainingBackend } from './choose-training-backend.ts';
import { checkPhases } from './config/check-phases.ts';
import { onePhase } from './config/one-phase.ts';
import { phaseEnds } from './config/phase-ends.ts';
import { phaseSettings } from './config/phase-settings.ts';
import { defaultRunConfig, type RunConfig } from './config/run-config.ts';
import { type RunSettings, readRunSettings, writeRunSettings } from './config/run-settings.ts';
import { settingsAt } from './config/settings-at.ts';
import { learningRateOf } from './learning-rate-of.ts';
import { loadPhaseEnd } from './load-phase-end.ts';
import { openPhotos } from './open-photos.ts';
import { batchArrays } from './recipe/batch-arrays.ts';
import type { Recipe } from './recipe/recipe.ts';
import { recipeParameters } from './recipe/recipe-parameters.ts';
import { standardRecipe } from './recipe/standard-recipe.ts';
import { runEngine } from './run-engine.ts';

export interface OpenRunOptions {
  /** The run's folder: settings, checkpoints, logs, and in the end the model. */
  folder: string;
  /** Where the photos are; a run that is resumed knows. */
  photos?: PhotoStore | undefined;
  /** What differs from `defaultRunConfig`; a run that is resumed knows. */
  config?: Partial<RunConfig> | undefined;
  /** Towers and loss. @defaultValue `standardRecipe`, which the settings describe */
  recipe?: ((config: RunConfig) => Recipe) | undefined;
  /** Goes on from the last checkpoint of the run in the folder. @defaultValue false */
  resume?: boolean | undefined;
  /** One ONNX graph a step, or tfjs kernel by kernel. @defaultValue 'compiled' */
  engine?: 'compiled' | 'eager' | undefined;
  /** Threads of ONNX Runtime, 0: it chooses. @defaultValue 0 */
  threads?: number | undefined;
  /**
   * Processes that share the micro-batches of every batch; steps are the same whatever their number.
   * @defaultValue 1
   */
  processes?: number | undefined;
  /** Told what a person should know, such as that there are few photos. */
  onNotice?: ((notice: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** What `train` takes, and what `finishRun` needs besides. */
export interface OpenRun extends TrainRun, RunSettings {
  folder: string;
  recipe: Recipe;
  threads: number;
  /** Steps whose states `finishRun` reads besides the last: `checkpointKeeper` has to keep them. */
  keptSteps: readonly number[];
}

/**
 * Begins a run, or takes one up again: settings, state, batches, and the engine that makes the
 * steps. The caller disposes of `engine`.
 *
 * @throws RangeError for a folder that holds a run already (or none, to resume), one without the
 * checkpoint of a phase that has ended and has a share in the model, no photos at all, or settings or
 * phases that do not go together
 * @throws RunConfigError for settings that were damaged
 */
export async function openRun(options: OpenRunOptions): Promise<OpenRun> {
  const { folder, recipe: makeRecipe = standardRecipe, threads = 0, signal, onNotice } = options;
  const { engine: kind = 'compiled', resume = false, processes = 1 } = options;
  const settings = await settle(options);
  const { config } = settings;
  const backend = await chooseTrainingBackend(kind);
  if (backend !== undefined) onNotice?.(backend);
  const recipe = makeRecipe(config);
  const onDamaged = ({ message }: Error): void => onNotice?.(message);
  const kept = resume ? await loadCheckpoint(folder, { onDamaged }) : undefined;
  const state = kept ?? (await freshState(recipe, config));
  const keptSteps = config.phaseMean ? phaseEnds(config).slice(0, -1) : [];
  // What was lost is told now, and not when the last step is made.
  for (const step of keptSteps) if (step <= state.step) await loadPhaseEnd(folder, step);
  return {
    ...settings,
    folder,
    recipe,
    threads,
    state,
    engine: await runEngine({ config, recipe, state, threads, kind, processes }),
    batches: (startStep) => loadBatches(settings, recipe, startStep, signal),
    schedule: learningRateOf(config),
    totalSteps: phaseEnds(config).at(-1)!,
    keptSteps,
    signal,
  };
}

/** The settings of a fresh run, which are written down, or of the one in the folder. */
async function settle(options: OpenRunOptions): Promise<RunSettings> {
  const { folder, photos, resume = false } = options;
  const kept = await readRunSettings(folder);
  if (resume) {
    if (kept === undefined) throw new RangeError(`${folder}: there is no run to resume`);
    checkPhases(kept.config);
    return kept;
  }
  if (kept !== undefined) {
    throw new RangeError(`${folder}: holds a run already; --resume goes on with it`);
  }
  if (photos === undefined) throw new RangeError('expected photos to train on, got none');
  const config = await fitToPhotos(wholeConfig(options.config), photos, options);
  checkPhases(config);
  await mkdir(folder, { recursive: true });
  await writeRunSettings(folder, { photos, config });
  return { photos, config };
}

/** The usual settings but for those given; the usual phases fit the usual steps and batches only. */
function wholeConfig(given: Partial<RunConfig> = {}): RunConfig {
  const isUsual = [...phaseSettings, 'later' as const].every((name) => given[name] === undefined);
  return { ...defaultRunConfig, ...(isUsual ? {} : onePhase), ...given };
}

/** A batch holds no photo twice, so that a handful of photos makes smaller ones, of one phase. */
async function fitToPhotos(
  config: RunConfig,
  photos: PhotoStore,
  { onNotice }: OpenRunOptions,
): Promise<RunConfig> {
  const count = (await openPhotos(photos, 'train')).length;
  if (count === 0) throw new RangeError(`${photos.path}: expected photos to train on, got none`);
  if (config.photosPerBatch <= count) return config;
  onNotice?.(`${count} photos for training: a batch has no more than these`);
  return { ...config, photosPerBatch: count, ...onePhase };
}

async function freshState(recipe: Recipe, { seed, emaDecay }: RunConfig): Promise<TrainState> {
  const parameters = recipeParameters(recipe, seed);
  try {
    return createTrainState(await parametersToArrays(parameters), seed, { average: emaDecay > 0 });
  } finally {
    disposeParameters(parameters);
  }
}

/** The batches of each phase, which a loader of its own makes. */
async function* loadBatches(
  { photos, config }: RunSettings,
  { text }: Recipe,
  startStep: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainBatch> {
  let begin = startStep;
  for (const endStep of phaseEnds(config).filter((end) => end > startStep)) {
    const loader = batchLoader({
      photos,
      startStep: begin,
      endStep,
      ...settingsAt(config, begin),
      sentence: text.sentence,
      seed: config.seed,
      ...(signal === undefined ? {} : { signal }),
    });
    for await (const batch of loader) {
      const tensors = batchArrays(batch, text);
      yield { step: batch.step, tensors, patches: batch.patches.shape[0]! };
    }
    begin = endStep;
  }
}
