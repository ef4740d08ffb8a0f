import { join } from 'node:path';
import { Command } from 'commander';
import { type Degradation, degradationName } from '../evaluation/degradation.ts';
import {
  datasetNames,
  type EvaluationSource,
  evaluationCases,
} from '../evaluation/evaluation-cases.ts';
import { evaluationCsv } from '../evaluation/evaluation-csv.ts';
import { openEvaluationLog } from '../evaluation/evaluation-log.ts';
import { evaluationTable } from '../evaluation/evaluation-table.ts';
import { makeEvaluationDocument } from '../evaluation/make-evaluation-document.ts';
import { parseMethods } from '../evaluation/parse-methods.ts';
import { parseRobustness } from '../evaluation/parse-robustness.ts';
import { robustnessChart } from '../evaluation/robustness-chart.ts';
import { type EvaluationRun, runEvaluation } from '../evaluation/run-evaluation.ts';
import { openModel } from '../open-model.ts';
import { packageVersion } from '../package-version.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';

interface EvaluateFlags extends EvaluationSource {
  methods: string[];
  robustness: Degradation[];
  out?: string;
  json?: string;
  model: string;
  maxPatches: number;
  threads: number;
}

/** `exifclip evaluate`: how well every method finds the known forgeries of a set. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure methods and baselines on images with known splices')
    .option('--dataset <name>', `a public set, with --root: ${datasetNames.join(', ')}`)
    .option(
      '--manifest <jsonl>',
      'any other set, a line an image: {"dataset", "id", "image", "mask" or null, "label": "spliced"|"authentic"}',
    )
    .option('--root <dir>', 'folder of the dataset; of a manifest, what its paths count from')
    .option('--photos <jsonl>', 'photo manifest that --dataset synthetic makes its splices of')
    .option('--limit <n>', 'at most so many spliced and authentic images a dataset', parseCount(1))
    .option('--methods <names>', 'all, or names with commas', parseMethods, parseMethods('all'))
    .option(
      '--robustness <sweep>',
      'also after making images worse: jpeg=95..50,resize=0.5..1,blur,noise',
      parseRobustness,
      [],
    )
    .option('--out <dir>', 'write results there, image by image; goes on after an interruption')
    .option('--json <file>', 'write everything into one file')
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
    .option('--max-patches <n>', 'patches an image', parseCount(4), 1000)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(evaluateSet);
}

async function evaluateSet(flags: EvaluateFlags, command: Command): Promise<void> {
  if ((flags.manifest === undefined) === (flags.dataset === undefined)) {
    command.error('error: expected --manifest or --dataset, one of the two');
  }
  const run = await evaluateCases(flags);
  const document = makeEvaluationDocument(run, run.model);
  console.log(evaluationTable(document));
  const json = `${JSON.stringify(document, null, 2)}\n`;
  if (flags.json !== undefined) await writeFileAtomic(flags.json, json);
  if (flags.out !== undefined) {
    await writeFileAtomic(join(flags.out, 'summary.json'), json);
    await writeFileAtomic(join(flags.out, 'images.csv'), evaluationCsv(run.rows));
    if (flags.robustness.length > 0) {
      const chart = robustnessChart(document, flags.robustness);
      await writeFileAtomic(join(flags.out, 'robustness.svg'), chart);
    }
  }
  if (document.images === 0) process.exitCode = 1;
}

async function evaluateCases(flags: EvaluateFlags): Promise<EvaluationRun & { model: string }> {
  const { methods, robustness, out, maxPatches, threads } = flags;
  const cases = await evaluationCases(flags);
  const model = await openModel(flags.model);
  const encoder = await model.patchEncoder({ threads, onFallback: console.error });
  const progress = createProgress();
  try {
    const whitening = await model.whitening();
    const { files } = model.config;
    const settings = {
      version: packageVersion(),
      model: encoder.id,
      // A name may come to stand for other weights.
      weights: files['patch-encoder.onnx']?.sha256,
      whitening: files['whitening.safetensors']?.sha256,
      maxPatches,
      methods,
      robustness: robustness.map(degradationName),
    };
    const log =
      out === undefined ? undefined : await openEvaluationLog(join(out, 'images.jsonl'), settings);
    try {
      const run = await runEvaluation(cases, {
        encoder,
        whitening,
        maxPatches,
        methods,
        robustness,
        finished: log?.finished ?? [],
        onRow: async (row) => log?.append(row),
        onProgress: (done, total, id) => progress.update(done, total, id),
      });
      return { ...run, model: encoder.id };
    } finally {
      await log?.close();
    }
  } finally {
    progress.clear();
    await encoder.dispose();
  }
}
