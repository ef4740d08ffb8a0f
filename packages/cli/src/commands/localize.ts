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
import { inputReport } from '../batch/input-report.ts';
import { inputOfPlace } from '../batch/inputs/input-of-place.ts';
import type { InputPlace } from '../batch/inputs/input-place.ts';
import { listInputs } from '../batch/inputs/list-inputs.ts';
import { readBytes } from '../batch/rows/read-bytes.ts';
import { runTable } from '../batch/run-table.ts';
import {
  addTableFlags,
  assertNoJson,
  assertTableFlags,
  inputHelp,
  isGiven,
  type TableFlags,
} from '../batch/table-flags.ts';
import { commandLine } from '../command-line.ts';
import { oneLineError } from '../one-line-error.ts';
import { openModel } from '../open-model.ts';
import { outputNames } from '../output-names.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress, type Progress } from '../progress.ts';
import type { Orientation } from '../report-files.ts';
import {
  defaultFormats,
  parseFormats,
  type ReportFormat,
  reportFormats,
} from '../report-format.ts';
import { writeReport } from '../write-report.ts';
import { writeReportIndex } from '../write-report-index.ts';

interface LocalizeFlags extends TableFlags {
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
  return addTableFlags(new Command('localize'))
    .description(
      'find what was pasted into each image, and write pictures and a report; with --table only\n' +
        'the table, unless --out or --format is given',
    )
    .argument('[image...]', `JPEG, PNG, TIFF, WebP, AVIF or GIF: ${inputHelp}`)
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

async function localizeImages(
  names: readonly string[],
  flags: LocalizeFlags,
  command: Command,
): Promise<void> {
  assertTableFlags(names, flags);
  const { table, threads } = flags;
  if (table === undefined) {
    await localizeAlone(names, flags);
    return;
  }
  assertNoJson(flags);
  const isAsked = isGiven(command, 'out') || isGiven(command, 'format');
  const said = commandLine({ withoutFolders: true });
  const { model, method, maxPatches, out: folder, format: formats } = flags;
  await runTable(
    'localize',
    names,
    { ...flags, table },
    {
      ...{ model, method, maxPatches },
      files: isAsked ? { folder, formats, command: said } : undefined,
      threads: isGiven(command, 'threads') ? threads : undefined,
    },
  );
}

/** Without a table: files of each image, and a line. */
async function localizeAlone(names: readonly string[], flags: LocalizeFlags): Promise<void> {
  const { list: lists, shard, threads } = flags;
  const report = inputReport(console.error);
  const places = await listInputs(names, { lists, shard, report });
  const inputs = places.map(({ path }) => path);
  const model = await openModel(flags.model);
  const detector = await createSpliceDetector({ model, threads, onFallback: console.error });
  const progress = createProgress();
  const stems = outputNames(inputs);
  const results: LocalizeResult[] = [];
  const entries: ReportIndexEntry[] = [];
  try {
    for (const [i, place] of places.entries()) {
      const input = place.path;
      const command = commandLine({
        without: names.filter((other) => other !== input),
        withoutFolders: true,
      });
      const { thumbnail, ...result } = await localizeOne(
        { detector, place, name: stems[i]!, command, progress },
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
  const failed = results.some((result) => result.error !== undefined);
  if (failed || report.problems > 0) process.exitCode = 1;
}

/** One image to be done. */
interface LocalizeJob {
  detector: SpliceDetector;
  place: InputPlace;
  /** What the names of its results begin with. */
  name: string;
  /** What does this image alone. */
  command: string;
  progress: Progress;
}

async function localizeOne(
  { detector, place, name, command, progress }: LocalizeJob,
  { out, format, method, maxPatches }: LocalizeFlags,
): Promise<Localized> {
  const started = performance.now();
  const input = place.path;
  const bytes = await readBytes(inputOfPlace(place));
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
