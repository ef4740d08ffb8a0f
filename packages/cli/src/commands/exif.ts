import {
  CAMERA_TAGS,
  type ExifTags,
  NAMED_TAGS,
  renderSentence,
  SENTENCE_STYLES,
  type SentenceStyle,
  type TagOrder,
} from '@exifclip/exif-text';
import { readExifTagsOfFile } from '@exifclip/exif-text/node';
import { Command, InvalidArgumentError, Option } from 'commander';
import { inputError } from '../input-error.ts';
import { oneLineError } from '../one-line-error.ts';
import { parseCount } from '../parse-number.ts';

interface ExifFlags {
  style: SentenceStyle;
  tags?: readonly string[];
  derived?: boolean;
  order: TagOrder;
  seed: number;
  json?: boolean;
}

/** What became of one input; the `--json` document is a list of these. */
interface ExifResult {
  input: string;
  fileType?: string;
  /** Empty for an image without camera tags. */
  sentence?: string;
  tags?: ExifTags;
  error?: string;
}

/** `exifclip exif`: what the text model would read of each image. */
export function exifCommand(): Command {
  return new Command('exif')
    .description('print the EXIF of each image as the sentence that a model would read')
    .argument('<image...>', 'JPEG, TIFF, PNG, WebP, HEIC, AVIF or JPEG XL files')
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

async function printExif(inputs: readonly string[], flags: ExifFlags): Promise<void> {
  const results: ExifResult[] = [];
  for (const input of inputs) {
    const result = await readOne(input, flags).catch(
      (error: unknown): ExifResult => ({ input, error: oneLineError(error, input) }),
    );
    results.push(result);
    if (result.error !== undefined) console.error(`error: ${result.error}`);
    else if (!flags.json) console.log(`${input}: ${result.sentence || '(no camera tags)'}`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  if (results.some((result) => result.error !== undefined)) process.exitCode = 1;
}

async function readOne(input: string, flags: ExifFlags): Promise<ExifResult> {
  const { style, tags: names, derived = false, order, seed } = flags;
  // Derived tags are read in any case: they tell an image from what is none.
  const all = await readExifTagsOfFile(input, {
    includeDerived: true,
    ...(names && { names }),
  }).catch((cause: unknown) => {
    throw inputError(input, cause);
  });
  const fileType = all.find(({ name }) => name === 'FileType')?.value;
  if (fileType === undefined) throw new Error(`${input}: expected an image, got another file`);
  const kept = (name: string): boolean =>
    derived || names?.includes(name) === true || !DERIVED.has(name);
  const tags = all.filter(({ name }) => kept(name));
  const sentence = renderSentence(tags, {
    style,
    order,
    seed,
    names: tags.map(({ name }) => name),
  });
  return { input, fileType, sentence, tags };
}

const DERIVED = new Set(
  CAMERA_TAGS.filter(({ group }) => group === 'File').map(({ name }) => name),
);
