import { dirname } from 'node:path';
import type { ForgeryEntry } from '@exifclip/datasets';
import { readForgeryManifest } from '@exifclip/datasets/node';
import { loadModel } from '@exifclip/models';
import { defaultMethod } from '@exifclip/splice';
import { Command } from 'commander';
import { commandLine } from '../command-line.ts';
import { evaluateImage } from '../evaluation/evaluate-image.ts';
import type { EvaluationDocument, ImageResult } from '../evaluation/evaluation-document.ts';
import { evaluationTable } from '../evaluation/evaluation-table.ts';
import { summarizeChance, summarizeMethods } from '../evaluation/summarize.ts';
import { oneLineError } from '../one-line-error.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';

interface EvaluateFlags {
  manifest: string;
  root?: string;
  json?: string;
  model: string;
  maxPatches: number;
  threads: number;
}

/** `exifclip evaluate`: how well every method finds the known forgeries of a set. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure every method and two baselines on images with known splices')
    .requiredOption(
      '--manifest <jsonl>',
      'a line an image: {"dataset", "id", "image", "mask" or null, "label": "spliced"|"authentic"}',
    )
    .option('--root <dir>', 'what paths in the manifest are relative to (default: its folder)')
    .option('--json <file>', 'write everything, image by image, to a file')
    .option('--model <model>', 'bundled model, model folder or URL', 'base')
    .option('--max-patches <n>', 'patches an image', parseCount(4), 1000)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(evaluateSet);
}

async function evaluateSet(flags: EvaluateFlags): Promise<void> {
  const { manifest, root = dirname(manifest), threads, maxPatches } = flags;
  const entries = await readForgeryManifest(manifest, { root });
  const model = await loadModel(flags.model);
  const encoder = await model.patchEncoder({ threads, onFallback: console.error });
  const whitening = await model.whitening();
  const progress = createProgress();
  const perImage: ImageResult[] = [];
  const skipped: EvaluationDocument['skipped'] = [];
  try {
    for (const [i, entry] of entries.entries()) {
      progress.update(i, entries.length, entry.id);
      const problem = whySkipped(entry);
      if (problem !== undefined) {
        skipped.push({ id: entry.id, why: problem });
        continue;
      }
      try {
        perImage.push(await evaluateImage(entry, { encoder, whitening, maxPatches }));
      } catch (error) {
        skipped.push({ id: entry.id, why: oneLineError(error, entry.image) });
      }
    }
  } finally {
    progress.clear();
    await encoder.dispose();
  }
  const document: EvaluationDocument = {
    dataset: [...new Set(entries.map((entry) => entry.dataset))].join(', '),
    images: perImage.length,
    skipped,
    model: encoder.id,
    command: commandLine(),
    defaultMethod,
    methods: summarizeMethods(perImage),
    chance: summarizeChance(perImage),
    perImage,
  };
  console.log(evaluationTable(document));
  if (flags.json !== undefined) {
    await writeFileAtomic(flags.json, `${JSON.stringify(document, null, 2)}\n`);
  }
  if (perImage.length === 0) process.exitCode = 1;
}

/** Without a mask nothing can be said of where; of authentic images a mask is not expected. */
function whySkipped({ label, mask }: ForgeryEntry): string | undefined {
  return label === 'spliced' && mask === null ? 'spliced, but has no mask' : undefined;
}
