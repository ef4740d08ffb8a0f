import { extname, join } from 'node:path';
import { decodeImage } from '@exifclip/image';
import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import { Command } from 'commander';
import { inputReport } from '../batch/input-report.ts';
import { inputOfPlace } from '../batch/inputs/input-of-place.ts';
import type { InputPlace } from '../batch/inputs/input-place.ts';
import { listInputs } from '../batch/inputs/list-inputs.ts';
import { readBytes } from '../batch/rows/read-bytes.ts';
import { runTable } from '../batch/run-table.ts';
import {
  addTableFlags,
  assertTableFlags,
  inputHelp,
  isGiven,
  type TableFlags,
} from '../batch/table-flags.ts';
import { oneLineError } from '../one-line-error.ts';
import { openModel } from '../open-model.ts';
import { outputNames } from '../output-names.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { writeEmbeddings } from '../write-embeddings.ts';

interface EmbedFlags extends TableFlags {
  out: string;
  model: string;
  maxPatches: number;
  colorNegative?: boolean;
  threads: number;
}

/** `exifclip embed`: the embeddings of an image's patches, for other programs. */
export function embedCommand(): Command {
  return addTableFlags(new Command('embed'))
    .description('write the embeddings of patches, [rows, columns, dim], and where the patches lie')
    .argument('[image...]', `JPEG, PNG, TIFF, WebP, AVIF or GIF: ${inputHelp}`)
    .option(
      '-o, --out <path>',
      'for one image a file.npy, with its grid in file.json; else a folder of such pairs; with --table only if given',
      'exifclip-out',
    )
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
    .option('--max-patches <n>', 'patches an image', parseCount(1), 1000)
    .option('--color-negative', 'embed colour negatives, as the published evaluator does')
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(embedImages);
}

async function embedImages(
  names: readonly string[],
  flags: EmbedFlags,
  command: Command,
): Promise<void> {
  assertTableFlags(names, flags);
  const { list: lists, table, shard, out, threads } = flags;
  if (table !== undefined) {
    const { model, maxPatches, colorNegative } = flags;
    await runTable(
      'embed',
      names,
      { ...flags, table },
      {
        ...{ model, maxPatches, colorNegative },
        files: isGiven(command, 'out') ? { folder: out } : undefined,
        threads: isGiven(command, 'threads') ? threads : undefined,
      },
    );
    return;
  }
  const report = inputReport(console.error);
  const places = await listInputs(names, { lists, shard, report });
  if (report.problems > 0) process.exitCode = 1;
  const inputs = places.map(({ path }) => path);
  const stems = outputStems(inputs, out);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const { signal } = interrupted;
  const model = await openModel(flags.model, { signal });
  const encoder = await model.patchEncoder({ threads, onFallback: console.error });
  const progress = createProgress();
  try {
    for (const [i, place] of places.entries()) {
      const input = place.path;
      const onProgress = (done: number, total: number) => {
        if (process.stderr.isTTY) progress.update(done, total, input);
      };
      try {
        const line = await embedOne(encoder, place, stems[i]!, { flags, signal, onProgress });
        progress.clear();
        console.log(line);
      } catch (error) {
        progress.clear();
        signal.throwIfAborted();
        console.error(`error: ${oneLineError(error, input)}`);
        process.exitCode = 1;
      }
    }
  } finally {
    process.off('SIGINT', interrupt);
    await encoder.dispose();
  }
}

/** Where each input's results go, without `.npy` and `.json`. */
function outputStems(inputs: readonly string[], out: string): string[] {
  if (extname(out).toLowerCase() !== '.npy') {
    return outputNames(inputs).map((name) => join(out, name));
  }
  if (inputs.length > 1) {
    throw new RangeError(`expected --out to be a folder for ${inputs.length} images, got ${out}`);
  }
  return [out.slice(0, -'.npy'.length)];
}

interface EmbedOneOptions {
  flags: EmbedFlags;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

async function embedOne(
  encoder: PatchEncoder,
  place: InputPlace,
  stem: string,
  { flags, signal, onProgress }: EmbedOneOptions,
): Promise<string> {
  const { maxPatches, colorNegative = false } = flags;
  const input = place.path;
  const image = await decodeImage(await readBytes(inputOfPlace(place)), { name: input });
  const { patchSize, id: model } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const options = { negative: colorNegative, signal, onProgress };
  const embeddings = await encodeGrid(encoder, image, grid, options);
  const { shape } = embeddings;
  await writeEmbeddings(stem, { input, model, colorNegative, grid, embeddings });
  return `${input}: ${shape[0]}×${shape[1]} embeddings of ${shape[2]} → ${stem}.npy`;
}
