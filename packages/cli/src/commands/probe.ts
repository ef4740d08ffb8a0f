import { Command, Option } from 'commander';
import { commandLine } from '../command-line.ts';
import { openModel } from '../open-model.ts';
import { parseCount } from '../parse-number.ts';
import { baselineSources } from '../probe/baseline-sources.ts';
import type { FeatureSource } from '../probe/feature-source.ts';
import { parseTasks } from '../probe/parse-tasks.ts';
import { patchEncoderSource } from '../probe/patch-encoder-source.ts';
import type { ProbeDocument } from '../probe/probe-document.ts';
import { probeTable } from '../probe/probe-table.ts';
import { probeTasks } from '../probe/probe-tasks.ts';
import { runTask } from '../probe/run-task.ts';
import { type ProbeImages, taskExamples } from '../probe/task-examples.ts';
import { visionModelSource } from '../probe/vision-model-source.ts';
import { createProgress } from '../progress.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';

interface ProbeFlags extends ProbeImages {
  tasks: string[];
  model: string;
  visionModel: string[];
  limit: number;
  side: number;
  maxPatches: number;
  folds: number;
  seed: number;
  threads: number;
  json?: string;
}

/** `exifclip probe`: what a linear classifier reads from frozen embeddings, and from baselines. */
export function probeCommand(): Command {
  return new Command('probe')
    .description('measure what linear classifiers read from frozen features, ours and others')
    .option('--photos <jsonl>', 'photo manifest, for cameras, processing steps and distortion')
    .addOption(
      new Option('--split <split>', 'which of its photos; val has none that a model was trained on')
        .choices(['train', 'val', 'all'])
        .default('val'),
    )
    .option('--forgeries <jsonl>', 'manifest of spliced and authentic images, such as CASIA')
    .option(
      '--tasks <names>',
      `all that there are images for, or some of ${Object.keys(probeTasks).join(', ')}`,
      parseTasks,
      parseTasks('all'),
    )
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
    .option(
      '--vision-model <model...>',
      'vision models of transformers.js beside it: hub id or folder',
      [],
    )
    .option(
      '--limit <n>',
      'photos a task, at most; of cameras and forgeries, images a class',
      parseCount(2),
      200,
    )
    .option('--side <pixels>', 'side of the views that all features are of', parseCount(32), 224)
    .option('--max-patches <n>', 'patches a view', parseCount(1), 25)
    .option('--folds <n>', 'parts that are held out in turn', parseCount(2), 5)
    .option('--seed <n>', 'seed of photos, splits and settings', parseCount(0), 1)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .option('--json <file>', 'write everything into one file')
    .action(probeFeatures);
}

async function probeFeatures(flags: ProbeFlags): Promise<void> {
  const { tasks, side, seed, limit, folds, json } = flags;
  const examples = await taskExamples(tasks, flags, { side, seed, limit });
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted; nothing was written'));
  process.once('SIGINT', interrupt);
  const { signal } = interrupted;
  const progress = createProgress();
  const sources: FeatureSource[] = [];
  const document: ProbeDocument = { command: commandLine(), seed, side, folds, tasks: {} };
  try {
    await openSources(flags, sources, signal);
    for (const [name, own] of examples) {
      document.tasks[name] = await runTask(name, own, sources, {
        folds,
        seed,
        signal,
        onProgress: (done, total, what) => progress.update(done, total, `${what}, ${name}`),
      });
    }
  } finally {
    progress.clear();
    process.off('SIGINT', interrupt);
    for (const source of sources) await source.dispose();
  }
  console.log(probeTable(document));
  if (json !== undefined) await writeFileAtomic(json, `${JSON.stringify(document, null, 2)}\n`);
}

/** Adds them one by one, so that those opened before one fails are disposed. */
async function openSources(
  { model, visionModel, maxPatches, threads }: ProbeFlags,
  sources: FeatureSource[],
  signal: AbortSignal,
): Promise<void> {
  const opened = await openModel(model, { signal });
  const encoder = await opened.patchEncoder({ threads, onFallback: console.error });
  sources.push(patchEncoderSource(encoder, { maxPatches }));
  for (const name of visionModel) sources.push(await visionModelSource(name, { threads }));
  sources.push(...baselineSources);
}
