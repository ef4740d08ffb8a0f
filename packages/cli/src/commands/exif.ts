import {
  CAMERA_TAGS,
  type ExifTags,
  NAMED_TAGS,
  readExifTagsFrom,
  SENTENCE_STYLES,
} from '@exifclip/exif-text';
import { readExifTagsOfFile } from '@exifclip/exif-text/node';
import { Command, InvalidArgumentError, Option } from 'commander';
import { inputReport } from '../batch/input-report.ts';
import { findInputs } from '../batch/inputs/find-inputs.ts';
import { inputOfPlace } from '../batch/inputs/input-of-place.ts';
import type { InputPlace } from '../batch/inputs/input-place.ts';
import { runTable } from '../batch/run-table.ts';
import {
  addTableFlags,
  assertNoJson,
  assertTableFlags,
  inputHelp,
  type TableFlags,
} from '../batch/table-flags.ts';
import { type ExifOfTagsOptions, exifOfTags, type ShownExif } from '../exif-of-tags.ts';
import { inputError } from '../input-error.ts';
import { oneLineError } from '../one-line-error.ts';
import { parseCount } from '../parse-number.ts';

interface ExifFlags extends ExifOfTagsOptions, TableFlags {
  json?: boolean;
}

/** What became of one input; the `--json` document is a list of these. */
interface ExifResult extends Partial<ShownExif> {
  input: string;
  error?: string;
}

/** `exifclip exif`: what the text model would read of each image. */
export function exifCommand(): Command {
  return addTableFlags(new Command('exif'))
    .description('print the EXIF of each image as the sentence that a model would read')
    .argument('[image...]', `JPEG, TIFF, PNG, WebP, HEIC, AVIF or JPEG XL: ${inputHelp}`)
    .addOption(
      new Option('--style <style>', 'how the sentence reads')
        .choices(SENTENCE_STYLES)
        .default('tags'),
    )
    .option('--tags <names>', 'only these, by Exif name, parted by commas', parseNames)
    .option('--derived', 'with what the file itself gives away, such as its JPEG tables')
    .addOption(
      new Option('--order <order>', 'order of the tags')
        .choices(['canonical', 'shuffled'])
        .default('canonical'),
    )
    .option('--seed <n>', 'of the shuffled order', parseCount(0), 0)
    .option('--json', 'print one JSON document, a list with an object an image')
    .action(printExif);
}

function parseNames(list: string): readonly string[] {
  const names = list.split(',').map((name) => name.trim());
  const known = [...CAMERA_TAGS, ...NAMED_TAGS].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  throw new InvalidArgumentError(
    `Expected names such as FocalLength, got "${unknown.join('", "')}".`,
  );
}

async function printExif(names: readonly string[], flags: ExifFlags): Promise<void> {
  assertTableFlags(names, flags);
  const { list: lists, table, shard } = flags;
  if (table !== undefined) {
    assertNoJson(flags);
    const { style, tags, derived, order, seed } = flags;
    const options = { style, tags, derived, order, seed };
    await runTable('exif', names, { ...flags, table }, options);
    return;
  }
  const report = inputReport(console.error);
  const results: ExifResult[] = [];
  for await (const place of findInputs(names, { lists, shard, report })) {
    const input = place.path;
    const result = await readOne(place, flags).catch(
      (error: unknown): ExifResult => ({ input, error: oneLineError(error, input) }),
    );
    results.push(result);
    if (result.error !== undefined) console.error(`error: ${result.error}`);
    else if (!flags.json) console.log(`${input}: ${result.sentence || '(no camera tags)'}`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  const failed = results.some((result) => result.error !== undefined);
  if (failed || report.problems > 0) process.exitCode = 1;
}

async function readOne(place: InputPlace, flags: ExifFlags): Promise<ExifResult> {
  const { path: input, member } = place;
  const options = { includeDerived: true, ...(flags.tags && { names: flags.tags }) };
  const read = async (): Promise<ExifTags> =>
    member === undefined
      ? readExifTagsOfFile(input, options)
      : readExifTagsFrom(new Blob([await bytesOf(place)]), options);
  const all = await read().catch((cause: unknown) => {
    throw inputError(input, cause);
  });
  return { input, ...exifOfTags(all, flags) };
}

async function bytesOf(place: InputPlace): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await inputOfPlace(place).bytes());
}
