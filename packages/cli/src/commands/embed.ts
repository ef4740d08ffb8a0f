import { extname, join } from 'node:path';
import { decodeImage, encodeNpy } from '@exifclip/image';
import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import { Command } from 'commander';
import { oneLineError } from '../one-line-error.ts';
import { openModel } from '../open-model.ts';
import { outputNames } from '../output-names.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';

interface EmbedFlags {
  out: string;
  model: string;
  maxPatches: number;
  colorNegative?: boolean;
  threads: number;
}

/** What lies beside the embeddings, as `<name>.json`: where their patches are. */
interface EmbeddingsDocument {
  input: string;
  model: string;
  /** [rows, columns, dim] of the `.npy` file. */
  shape: readonly number[];
  /** Whether the colour negative was embedded. */
  colorNegative: boolean;
  /** In pixels of the image as it is stored. */
  grid: {
    patchSize: number;
    rowOffsets: number[];
    colOffsets: number[];
    imageWidth: number;
    imageHeight: number;
  };
}

/** `exifclip embed`: the embeddings of an image's patches, for other programs. */
export function embedCommand(): Command {
  return new Command('embed')
    .description('write the embeddings of patches, [rows, columns, dim], and where the patches lie')
    .argument('<image...>', 'JPEG, PNG, TIFF, WebP, AVIF or GIF files')
    .option(
      '-o, --out <path>',
      'for one image a file.npy, with its grid in file.json; else a folder of such pairs',
      'exifclip-out',
    )
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
    .option('--max-patches <n>', 'patches an image', parseCount(1), 1000)
    .option('--color-negative', 'embed colour negatives, as the published evaluator does')
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(embedImages);
}

async function embedImages(inputs: readonly string[], flags: EmbedFlags): Promise<void> {
  const stems = outputStems(inputs, flags.out);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const { signal } = interrupted;
  const { threads } = flags;
  const model = await openModel(flags.model, { signal });
  const encoder = await model.patchEncoder({ threads, onFallback: console.error });
  const progress = createProgress();
  try {
    for (const [i, input] of inputs.entries()) {
      const onProgress = (done: number, total: number) => {
        if (process.stderr.isTTY) progress.update(done, total, input);
      };
      try {
        const line = await embedOne(encoder, input, stems[i]!, { flags, signal, onProgress });
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
  input: string,
  stem: string,
  { flags, signal, onProgress }: EmbedOneOptions,
): Promise<string> {
  const { maxPatches, colorNegative = false } = flags;
  const image = await decodeImage(await readInput(input), { name: input });
  const { patchSize, id: model } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const options = { negative: colorNegative, signal, onProgress };
  const embeddings = await encodeGrid(encoder, image, grid, options);
  const { shape } = embeddings;
  const offsets = { rowOffsets: [...grid.rowOffsets], colOffsets: [...grid.colOffsets] };
  const document: EmbeddingsDocument = {
    input,
    model,
    shape,
    colorNegative,
    grid: { ...grid, ...offsets },
  };
  await writeFileAtomic(`${stem}.npy`, encodeNpy(embeddings));
  await writeFileAtomic(`${stem}.json`, `${JSON.stringify(document)}\n`);
  return `${input}: ${shape[0]}×${shape[1]} embeddings of ${shape[2]} → ${stem}.npy`;
}
