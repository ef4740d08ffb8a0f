import { readExifTags } from '@exifclip/exif-text';
import { decodeImage } from '@exifclip/image';
import {
  createPixelReader,
  type MetadataFit,
  type MetadataVerdict,
  type PixelReader,
  verifyMetadata,
} from '@exifclip/models';
import { Command } from 'commander';
import { oneLineError } from '../one-line-error.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { readInput } from '../read-input.ts';

interface VerifyFlags {
  json?: boolean;
  model: string;
  maxPatches: number;
  threads: number;
}

/** What became of one input; the `--json` document is a list of these. */
interface VerifyResult extends Partial<MetadataVerdict> {
  input: string;
  error?: string;
}

/** `exifclip verify`: whether each photo's EXIF fits its pixels. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('say how well the EXIF of each photo fits its pixels, compared with other EXIF')
    .argument('<image...>', 'JPEG, PNG, TIFF, WebP or AVIF files')
    .option('--json', 'print one JSON document, a list with an object an image')
    .option('--model <model>', 'bundled model, model folder or URL', 'base')
    .option('--max-patches <n>', 'patches an image', parseCount(1), 256)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .addHelpText(
      'after',
      '\nA low percentile says that the pixels look like those of other cameras or settings than the\n' +
        'EXIF names: it may have been edited, the pixels processed since, or the camera be unknown\n' +
        'to the model. It proves nothing, and a high one does not prove that a photo is authentic.',
    )
    .action(verifyImages);
}

async function verifyImages(inputs: readonly string[], flags: VerifyFlags): Promise<void> {
  const { model, threads } = flags;
  const session = { threads, onFallback: console.error };
  const reader = await createPixelReader({ model, session });
  const progress = createProgress();
  const results: VerifyResult[] = [];
  try {
    for (const input of inputs) {
      const onProgress = (done: number, total: number) => {
        if (process.stderr.isTTY) progress.update(done, total, input);
      };
      const result = await verifyOne(reader, input, flags, onProgress).catch(
        (error: unknown): VerifyResult => ({ input, error: oneLineError(error, input) }),
      );
      progress.clear();
      results.push(result);
      if (result.error !== undefined) console.error(`error: ${result.error}`);
      else if (!flags.json) console.log(verdictLines(result));
    }
  } finally {
    await reader.dispose();
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  if (results.some((result) => result.error !== undefined)) process.exitCode = 1;
}

async function verifyOne(
  reader: PixelReader,
  input: string,
  { maxPatches }: VerifyFlags,
  onProgress: (done: number, total: number) => void,
): Promise<VerifyResult> {
  const bytes = await readInput(input);
  const image = await decodeImage(bytes, { name: input });
  const photo = { image, tags: readExifTags(bytes) };
  return { input, ...(await verifyMetadata(reader, photo, { maxPatches, onProgress })) };
}

function verdictLines({ input, sentence, fit }: VerifyResult): string {
  if (fit === undefined) return `${input}: no camera tags, nothing to verify`;
  return [`${input}: ${sentence}`, ...fitLines(fit).map((line) => `  ${line}`)].join('\n');
}

function fitLines({ similarity, standing }: MetadataFit): string[] {
  if (standing === undefined) {
    return [`similarity ${similarity.toFixed(3)}; the model has no other photos to compare with`];
  }
  const { percentile, authenticPercentile, rocAuc } = standing;
  return [
    `fits the pixels better than ${percentile.toFixed(0)} % of swapped EXIF do, and than ` +
      `${authenticPercentile.toFixed(0)} % of photos’ own`,
    `on photos unknown to it the model tells own from swapped EXIF with a ROC AUC of ` +
      `${rocAuc.toFixed(2)} (0.5: not at all): ${reliabilityWords(rocAuc)}`,
  ];
}

function reliabilityWords(rocAuc: number): string {
  if (rocAuc < 0.7) return 'a faint hint, and no proof of anything';
  return rocAuc < 0.9 ? 'a hint, and no proof' : 'a strong hint, and still no proof';
}
