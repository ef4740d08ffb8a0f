import { join } from 'node:path';
import { readOrientation } from '@exifclip/exif-text';
import { decodeImage } from '@exifclip/image';
import {
  createSpliceDetector,
  defaultMethod,
  type LocalizeMethod,
  localizeMethods,
  type SpliceDetector,
} from '@exifclip/splice';
import { Command, Option } from 'commander';
import { oneLineError } from '../one-line-error.ts';
import { outputNames } from '../output-names.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress, type Progress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import type { Orientation } from '../report-files.ts';
import { writeReport } from '../write-report.ts';

interface LocalizeFlags {
  out: string;
  json?: boolean;
  model: string;
  method: LocalizeMethod;
  maxPatches: number;
  threads: number;
}

/** What became of one input; the `--json` document is a list of these. */
interface LocalizeResult {
  input: string;
  score?: number;
  markedShare?: number;
  seconds?: number;
  warnings?: readonly string[];
  files?: Record<string, string>;
  error?: string;
}

/** `exifclip localize`: where in each image something was pasted. */
export function localizeCommand(): Command {
  return new Command('localize')
    .description('find what was pasted into each image, and write pictures and a report')
    .argument('<image...>', 'JPEG, PNG, TIFF, WebP, AVIF or GIF files')
    .option('-o, --out <dir>', 'folder for the results', 'exifclip-out')
    .option('--json', 'print one JSON document, a list with an object an image')
    .option('--model <model>', 'bundled model, model folder or URL', 'base')
    .addOption(
      new Option('--method <method>', 'how patches become a map')
        .choices(localizeMethods)
        .default(defaultMethod),
    )
    .option('--max-patches <n>', 'patches an image; more find smaller splices', parseCount(4), 1000)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(localizeImages);
}

async function localizeImages(inputs: readonly string[], flags: LocalizeFlags): Promise<void> {
  const { model, threads } = flags;
  const detector = await createSpliceDetector({ model, threads, onFallback: console.error });
  const progress = createProgress();
  const names = outputNames(inputs);
  const results: LocalizeResult[] = [];
  try {
    for (const [i, input] of inputs.entries()) {
      const result = await localizeOne(detector, input, names[i]!, flags, progress).catch(
        (error: unknown): LocalizeResult => ({ input, error: oneLineError(error, input) }),
      );
      progress.clear();
      results.push(result);
      printLine(result, flags);
    }
  } finally {
    await detector.dispose();
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  if (results.some((result) => result.error !== undefined)) process.exitCode = 1;
}

async function localizeOne(
  detector: SpliceDetector,
  input: string,
  name: string,
  { out, method, maxPatches }: LocalizeFlags,
  progress: Progress,
): Promise<LocalizeResult> {
  const started = performance.now();
  const bytes = await readInput(input);
  const image = await decodeImage(bytes, { name: input });
  const report = await detector.analyze(image, {
    name: input,
    method,
    maxPatches,
    onProgress: (done, total) => {
      if (process.stderr.isTTY) progress.update(done, total, input);
    },
  });
  const orientation = readOrientation(bytes) as Orientation;
  const { document, files } = await writeReport(
    { input, bytes, image, report, orientation },
    { folder: out, name, elapsed: () => (performance.now() - started) / 1000 },
  );
  const { score, markedShare, seconds, warnings } = document;
  return { input, score, markedShare, seconds, warnings, files };
}

function printLine(result: LocalizeResult, { json = false, out }: LocalizeFlags): void {
  if (result.error !== undefined) {
    console.error(`error: ${result.error}`);
    return;
  }
  for (const warning of result.warnings ?? []) console.error(`${result.input}: ${warning}`);
  if (json) return;
  const { input, score = 0, markedShare = 0, seconds = 0 } = result;
  const marked = `${(markedShare * 100).toFixed(1)} % marked`;
  const place = join(out, '');
  console.log(`${input}: score ${score.toFixed(3)}, ${marked}, ${seconds.toFixed(1)} s → ${place}`);
}
