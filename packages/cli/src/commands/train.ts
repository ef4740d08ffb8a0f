import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  progressLogger,
  type RunLogger,
  severalLoggers,
  TrainingDivergedError,
  type TrainState,
  train,
} from '@exifclip/contrastive';
import {
  checkpointKeeper,
  curvesPageLogger,
  jsonLinesLogger,
  saveDivergence,
  settleCheckpoints,
  tensorBoardLogger,
} from '@exifclip/contrastive/node';
import { Command, Option } from 'commander';
import { commandLine } from '../command-line.ts';
import { parseCount, parsePositive } from '../parse-number.ts';
import { photosToTrainOn } from '../photos/photos-to-train-on.ts';
import { createProgress } from '../progress.ts';
import { parseRunConfig } from '../training/config/parse-run-config.ts';
import { phaseEnds } from '../training/config/phase-ends.ts';
import { defaultRunConfig, type RunConfig } from '../training/config/run-config.ts';
import { finishRun } from '../training/finish-run.ts';
import { type OpenRun, openRun } from '../training/open-run.ts';
import { runValidation } from '../training/run-validation.ts';

/** Settings that have a flag of their own; all of them go into `--config`. */
const flagged = [
  'steps',
  'seed',
  'learningRate',
  'photosPerBatch',
  'cameraPairs',
  'microBatches',
  'whiteningPhotos',
  'calibrationPhotos',
  'validateEvery',
] as const satisfies readonly (keyof RunConfig)[];

interface TrainFlags extends Partial<Pick<RunConfig, (typeof flagged)[number]>> {
  photos?: string;
  shards?: string;
  manifest?: string;
  out: string;
  config?: string;
  preset?: 'bundled';
  resume?: boolean;
  engine: 'compiled' | 'eager';
  checkpointEvery: number;
  keepEvery?: number;
  threads: number;
  processes: number;
  id: string;
}

/** `exifclip train`: photos with EXIF in, a model folder out. */
export function trainCommand(): Command {
  const usual = (name: (typeof flagged)[number]) => `(default: ${defaultRunConfig[name]})`;
  return new Command('train')
    .description('train a model on photos with EXIF; RUN/model is what every command takes')
    .option('--photos <folder>', 'photos; lossless crops of them go to RUN/shards first')
    .option('--shards <folder>', 'shards, as `exifclip shards` writes them')
    .option('--manifest <jsonl>', 'photo manifest (photos.jsonl)')
    .requiredOption('-o, --out <run>', 'folder of the run: settings, logs, checkpoints, model')
    .option('--resume', 'go on from the last checkpoint in the folder of the run')
    .option('--config <json>', 'settings that differ from the usual ones; flags go before it')
    .addOption(
      new Option('--preset <name>', 'the settings of the bundled model, which are the usual ones')
        .choices(['bundled'])
        .conflicts('config'),
    )
    .option(
      '--steps <n>',
      `steps of training (default: ${phaseEnds(defaultRunConfig).at(-1)}, in phases)`,
      parseCount(1),
    )
    .option('--seed <n>', `seed of parameters and batches ${usual('seed')}`, parseCount(0))
    .option(
      '--photos-per-batch <n>',
      `photos a batch, two processing chains each ${usual('photosPerBatch')}`,
      parseCount(0),
    )
    .option(
      '--camera-pairs <n>',
      `pairs of simulated cameras a batch ${usual('cameraPairs')}`,
      parseCount(0),
    )
    .option(
      '--micro-batches <n>',
      `parts in which a batch goes through the towers: less memory ${usual('microBatches')}`,
      parseCount(1),
    )
    .option('--learning-rate <x>', `largest learning rate ${usual('learningRate')}`, parsePositive)
    .option(
      '--whitening-photos <n>',
      `photos the whitening is fitted on ${usual('whiteningPhotos')}`,
      parseCount(1),
    )
    .option(
      '--calibration-photos <n>',
      `photos the calibration is fitted on, 0: none ${usual('calibrationPhotos')}`,
      parseCount(0),
    )
    .option(
      '--validate-every <n>',
      `steps between validations, 0: none ${usual('validateEvery')}`,
      parseCount(0),
    )
    .addOption(
      new Option('--engine <engine>', 'one ONNX graph a step, or tfjs kernel by kernel')
        .choices(['compiled', 'eager'])
        .default('compiled'),
    )
    .option('--checkpoint-every <n>', 'steps between checkpoints', parseCount(1), 50)
    .option('--keep-every <n>', 'steps between checkpoints that are kept', parseCount(1))
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .option(
      '--processes <n>',
      'processes that share the micro-batches, each with its threads; may differ when resumed',
      parseCount(1),
      1,
    )
    .option('--id <name>', 'what the model is called', 'model')
    .action(trainModel);
}

async function trainModel(flags: TrainFlags): Promise<void> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; --resume goes on')));
  const { signal } = interrupted;
  const { out: folder, resume = false, engine, threads, processes } = flags;
  const onNotice = (notice: string): void => console.error(notice);
  const run = await openRun({
    ...{ folder, resume, engine, threads, processes, signal, onNotice },
    ...(resume ? {} : await freshSettings(flags, signal)),
  });
  const final = await makeSteps(run, flags);
  const progress = createProgress();
  const model = await finishRun(run, final, {
    ...{ id: flags.id, command: commandLine({ withoutFolders: true }), signal, onNotice },
    onProgress: progress.update,
  }).finally(() => progress.clear());
  console.log(`model: ${model}`);
}

/** Where the photos are and what was asked for: flags before the file before what is usual. */
async function freshSettings(flags: TrainFlags, signal: AbortSignal) {
  const { config: file } = flags;
  const written = file === undefined ? {} : parseRunConfig(await readFile(file, 'utf8'), file);
  const given = flagged.flatMap((name) => (name in flags ? [[name, flags[name]] as const] : []));
  const config: Partial<RunConfig> = { ...written, ...Object.fromEntries(given) };
  const photos = await photosToTrainOn(flags, {
    ...{ shardsFolder: join(flags.out, 'shards'), signal },
    seed: config.seed ?? defaultRunConfig.seed,
  });
  return { photos, config };
}

/** Trains to the end and frees the engine; what stops it leaves the run as it can be resumed. */
async function makeSteps(run: OpenRun, flags: TrainFlags): Promise<TrainState> {
  const { folder, state, totalSteps, keptSteps } = run;
  const best = { metric: 'pMap', mode: 'max' } as const;
  const checkpoints = { last: 2, best, every: flags.keepEvery, steps: keptSteps };
  // A run that was killed as it saved may have left its list and its halves.
  await settleCheckpoints(folder, checkpoints);
  let readFinal = async (): Promise<TrainState> => state;
  const steps = train({
    ...run,
    validate: await runValidation(run),
    logger: await runLogger(folder, state.step, totalSteps),
    checkpoint: {
      ...{ every: flags.checkpointEvery, steps: keptSteps },
      save: checkpointKeeper(folder, checkpoints),
    },
  });
  try {
    for await (const { readState } of steps) readFinal = readState;
    return await readFinal();
  } catch (error) {
    if (!(error instanceof TrainingDivergedError)) throw error;
    const path = await saveDivergence(folder, error);
    throw new Error(`${error.message}; its batch: ${resolve(path)}`, { cause: error });
  } finally {
    await run.engine.dispose();
  }
}

async function runLogger(folder: string, steps: number, totalSteps: number): Promise<RunLogger> {
  const loggers = [
    progressLogger(createProgress(), totalSteps),
    await jsonLinesLogger(join(folder, 'log.jsonl'), steps),
    await tensorBoardLogger(join(folder, 'tensorboard'), steps),
    await curvesPageLogger(join(folder, 'curves.html'), {
      totalSteps,
      log: join(folder, 'log.jsonl'),
    }),
  ];
  return severalLoggers(loggers, {
    onError: (error) => console.error(`a log cannot be written: ${(error as Error).message}`),
  });
}
