import { basename, join } from 'node:path';
import { readOrientation } from '@exifclip/exif-text';
import type { RasterImage } from '@exifclip/image';
import {
  createSpliceDetector,
  defaultMethod,
  type LocalizeMethod,
  localizeMethods,
  type SpliceDetector,
} from '@exifclip/splice';
import type { ReportIndexEntry } from '@exifclip/splice/report';
import { Command, Option } from 'commander';
import { commandLine } from '../command-line.ts';
import { oneLineError } from '../one-line-error.ts';
import { openModel } from '../open-model.ts';
import { outputNames } from '../output-names.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress, type Progress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import type { Orientation } from '../report-files.ts';
import {
  defaultFormats,
  parseFormats,
  type ReportFormat,
  reportFormats,
} from '../report-format.ts';
import { writeReport } from '../write-report.ts';
import { writeReportIndex } from '../write-report-index.ts';

interface LocalizeFlags {
  out: string;
  format: readonly ReportFormat[];
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
  /** That the image is spliced, by the model's calibration; absent without one. */
  probability?: number | undefined;
  markedShare?: number;
  seconds?: number;
  warnings?: readonly string[];
  files?: Record<string, string>;
  error?: string;
}

/** What the page over all images shows besides. */
interface Localized extends LocalizeResult {
  thumbnail?: Uint8Array | undefined;
}

/** `exifclip localize`: where in each image something was pasted. */
export function localizeCommand(): Command {
  return new Command('localize')
    .description('find what was pasted into each image, and write pictures and a report')
    .argument('<image...>', 'JPEG, PNG, TIFF, WebP, AVIF or GIF files')
    .option('-o, --out <dir>', 'folder for the results', 'exifclip-out')
    .addOption(
      new Option('--format <kinds>', `what is written, with commas: ${reportFormats.join(', ')}`)
        .argParser(parseFormats)
        .default(defaultFormats, defaultFormats.join(',')),
    )
    .option('--json', 'print one JSON document, a list with an object an image')
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
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
  const { threads } = flags;
  const model = await openModel(flags.model);
  const detector = await createSpliceDetector({ model, threads, onFallback: console.error });
  const progress = createProgress();
  const names = outputNames(inputs);
  const results: LocalizeResult[] = [];
  const entries: ReportIndexEntry[] = [];
  try {
    for (const [i, input] of inputs.entries()) {
      const command = commandLine({
        without: inputs.filter((other) => other !== input),
        withoutFolders: true,
      });
      const { thumbnail, ...result } = await localizeOne(
        { detector, input, name: names[i]!, command, progress },
        flags,
      ).catch((error: unknown): Localized => ({ input, error: oneLineError(error, input) }));
      progress.clear();
      results.push(result);
      entries.push({ ...result, thumbnail, report: baseOf(result.files?.['page']) });
      printLine(result, flags);
    }
  } finally {
    await detector.dispose();
  }
  if (inputs.length > 1 && flags.format.includes('html')) {
    const index = await writeReportIndex(entries, flags.out);
    if (!flags.json) console.log(`all, by score: ${index}`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  if (results.some((result) => result.error !== undefined)) process.exitCode = 1;
}

/** One image to be done. */
interface LocalizeJob {
  detector: SpliceDetector;
  input: string;
  /** What the names of its results begin with. */
  name: string;
  /** What does this image alone. */
  command: string;
  progress: Progress;
}

async function localizeOne(
  { detector, input, name, command, progress }: LocalizeJob,
  { out, format, method, maxPatches }: LocalizeFlags,
): Promise<Localized> {
  const started = performance.now();
  const bytes = await readInput(input);
  let image: RasterImage | undefined;
  const report = await detector.analyze(bytes, {
    name: input,
    onImage: (decoded) => {
      image = decoded;
    },
    method,
    maxPatches,
    onProgress: (done, total) => {
      if (process.stderr.isTTY) progress.update(done, total, input);
    },
  });
  const orientation = readOrientation(bytes) as Orientation;
  const { document, files, thumbnail } = await writeReport(
    { input, bytes, image: image!, report, orientation, command },
    { folder: out, name, formats: format, elapsed: () => (performance.now() - started) / 1000 },
  );
  const { score, probability, markedShare, seconds, warnings } = document;
  return { input, score, probability, markedShare, seconds, warnings, files, thumbnail };
}

function baseOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : basename(path);
}

function printLine(result: LocalizeResult, { json = false, out }: LocalizeFlags): void {
  if (result.error !== undefined) {
    console.error(`error: ${result.error}`);
    return;
  }
  for (const warning of result.warnings ?? []) console.error(`${result.input}: ${warning}`);
  if (json) return;
  const { input, score = 0, probability, markedShare = 0, seconds = 0 } = result;
  const marked = `${(markedShare * 100).toFixed(1)} % marked`;
  const likely = probability === undefined ? '' : ` (probability ${probability.toFixed(2)})`;
  const found = `score ${score.toFixed(3)}${likely}, ${marked}`;
  console.log(`${input}: ${found}, ${seconds.toFixed(1)} s → ${join(out, '')}`);
}
