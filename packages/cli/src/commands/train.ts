import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parametersOf, type TrainState, train, warmupCosine } from '@exifclip/contrastive';
import { loadCheckpoint, saveCheckpoint } from '@exifclip/contrastive/node';
import { loadTrainingPhotos } from '@exifclip/datasets/node';
import type { ParameterArrays } from '@exifclip/nn';
import { Command, Option } from 'commander';
import { calibrateFolder } from '../calibration/calibrate-folder.ts';
import { commandLine } from '../command-line.ts';
import { parseCount, parsePositive } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { finishRun } from '../training/finish-run.ts';
import {
  defaultRunConfig,
  type RunConfig,
  readRunConfig,
  writeRunConfig,
} from '../training/run-config.ts';
import { startRun } from '../training/start-run.ts';
import { openStepLog } from '../training/step-log.ts';

interface TrainFlags {
  manifest?: string;
  out: string;
  resume?: boolean;
  steps: number;
  seed: number;
  photosPerBatch: number;
  cameraPairs: number;
  learningRate: number;
  whiteningPhotos: number;
  calibrationPhotos: number;
  engine: 'compiled' | 'eager';
  checkpointEvery: number;
  threads: number;
  id: string;
}

/** `exifclip train`: photos with EXIF in, a model folder out. */
export function trainCommand(): Command {
  const { steps, seed, photosPerBatch, cameraPairs, learningRate, whiteningPhotos } =
    defaultRunConfig;
  return new Command('train')
    .description('train a model on photos with EXIF; RUN/model is what every command takes')
    .option('--manifest <jsonl>', 'photo manifest (photos.jsonl)')
    .requiredOption('-o, --out <run>', 'folder of the run: settings, log, checkpoint, model')
    .option('--resume', 'go on from the last checkpoint in the folder of the run')
    .option('--steps <n>', 'steps of training', parseCount(1), steps)
    .option('--seed <n>', 'seed of parameters and batches', parseCount(0), seed)
    .option(
      '--photos-per-batch <n>',
      'photos a batch, two processing chains each',
      parseCount(0),
      photosPerBatch,
    )
    .option('--camera-pairs <n>', 'pairs of simulated cameras a batch', parseCount(0), cameraPairs)
    .option('--learning-rate <x>', 'largest learning rate', parsePositive, learningRate)
    .option(
      '--whitening-photos <n>',
      'photos the whitening is fitted on',
      parseCount(34),
      whiteningPhotos,
    )
    .option(
      '--calibration-photos <n>',
      'validation photos the calibration is fitted on, 0: none',
      parseCount(0),
      1000,
    )
    .addOption(
      new Option('--engine <engine>', 'one ONNX graph a step, or tfjs kernel by kernel')
        .choices(['compiled', 'eager'])
        .default('compiled'),
    )
    .option('--checkpoint-every <n>', 'steps between checkpoints', parseCount(1), 50)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .option('--id <name>', 'what the model is called', 'base')
    .action(trainModel);
}

async function trainModel(flags: TrainFlags): Promise<void> {
  const config = await settle(flags);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; --resume goes on')));
  const { signal } = interrupted;
  const checkpoint = flags.resume ? await loadCheckpoint(flags.out) : undefined;
  const { engine, state, batches } = await startRun(config, { ...flags, checkpoint, signal });
  const log = await openStepLog(join(flags.out, 'log.jsonl'), state.step);
  const progress = createProgress();
  const begun = performance.now();
  const doneBefore = state.step;
  let readFinal = async (): Promise<TrainState> => state;
  let final = state;
  try {
    const run = train({
      engine,
      state,
      batches,
      schedule: (step) =>
        warmupCosine(step, {
          peak: config.learningRate,
          warmupSteps: Math.min(config.warmupSteps, config.steps),
          totalSteps: config.steps,
        }),
      totalSteps: config.steps,
      checkpoint: {
        every: flags.checkpointEvery,
        save: (reached) => saveCheckpoint(flags.out, reached),
      },
      signal,
    });
    for await (const { step, loss, metrics, learningRate, seconds, readState } of run) {
      readFinal = readState;
      await log.append(step, { learningRate, seconds, ...metrics });
      const each = (performance.now() - begun) / 1000 / (step - doneBefore);
      const left = Math.round(((config.steps - step) * each) / 60);
      const accuracy = ((metrics.accuracy ?? 0) * 100).toFixed(0);
      progress.update(
        step,
        config.steps,
        `loss ${loss.toFixed(3)}, retrieval ${accuracy} %, ${each.toFixed(2)} s/step, ${left} min left`,
      );
    }
    final = await readFinal();
  } finally {
    progress.clear();
    await engine.dispose();
  }
  await finish(parametersOf(final), config, flags, signal);
}

async function finish(
  parameters: ParameterArrays,
  config: RunConfig,
  { out, id, threads, calibrationPhotos }: TrainFlags,
  signal: AbortSignal,
): Promise<void> {
  const folder = join(out, 'model');
  const progress = createProgress();
  const photos = await loadTrainingPhotos(config.manifest, { split: 'train' });
  await finishRun(parameters, photos.slice(0, config.whiteningPhotos), config, {
    folder,
    id,
    command: commandLine(),
    threads,
    signal,
    onProgress: (done, total) => progress.update(done, total, 'photos for the whitening'),
  });
  const validation = await loadTrainingPhotos(config.manifest, { split: 'val' });
  await calibrateFolder(folder, validation.slice(0, calibrationPhotos), {
    seed: config.seed,
    command: commandLine(),
    threads,
    signal,
    onProgress: (done, total) => progress.update(done, total, 'photos for the calibration'),
  });
  progress.clear();
  console.log(`model: ${folder}`);
}

/** The settings of the run: the flags' for a fresh one, those in its folder for a resumed one. */
async function settle(flags: TrainFlags): Promise<RunConfig> {
  const kept = await readRunConfig(flags.out);
  if (flags.resume) {
    if (kept === undefined) throw new RangeError(`${flags.out}: there is no run to resume`);
    return kept;
  }
  if (kept !== undefined) {
    throw new RangeError(`${flags.out}: holds a run already; --resume goes on with it`);
  }
  if (flags.manifest === undefined) throw new RangeError('expected --manifest, got none');
  const { steps, seed, photosPerBatch, cameraPairs, learningRate, whiteningPhotos } = flags;
  const chosen = { steps, seed, photosPerBatch, cameraPairs, learningRate, whiteningPhotos };
  const config = { ...defaultRunConfig, ...chosen, manifest: resolve(flags.manifest) };
  await mkdir(flags.out, { recursive: true });
  await writeRunConfig(flags.out, config);
  return config;
}
