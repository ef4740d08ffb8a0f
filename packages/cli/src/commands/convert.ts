import { basename, extname } from 'node:path';
import { Command } from 'commander';
import { commandLine } from '../command-line.ts';
import { convertWeights } from '../conversion/convert-weights.ts';
import { listTensors, type TensorLine } from '../conversion/list-tensors.ts';
import { openWeights } from '../conversion/open-weights.ts';
import type { WeightSource } from '../conversion/weight-source.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress, type Progress } from '../progress.ts';

interface ConvertFlags {
  list?: boolean;
  json?: boolean;
  out?: string;
  id?: string;
  patchSize: number;
  text: boolean;
  tokenizer?: string;
  maxTokens?: number;
  heads?: number;
}

/** `exifclip convert`: PyTorch's and Hugging Face's weights in, a model folder out. */
export function convertCommand(): Command {
  return new Command('convert')
    .description('list the tensors of weights, or make a model folder of them')
    .argument(
      '<source>',
      'a PyTorch checkpoint, a safetensors file, a folder of them, or the id of a model on the hub',
    )
    .option('--list', 'print name, type, shape and SHA-256 of every tensor')
    .option('--json', 'print one JSON document')
    .option('-o, --out <dir>', 'model folder to write')
    .option('--id <name>', 'what the model is called (default: the name of the source)')
    .option('--patch-size <pixels>', 'side of a patch', parseCount(32), 124)
    .option(
      '--tokenizer <folder>',
      'folder or hub id of tokenizer.json (default: beside the source)',
    )
    .option('--max-tokens <n>', 'tokens a sentence (default: all positions)', parseCount(3))
    .option(
      '--heads <n>',
      'heads of the text tower (default: one for 64 dimensions)',
      parseCount(1),
    )
    .option('--no-text', 'leave the text tower out')
    .action(convert);
}

async function convert(name: string, flags: ConvertFlags): Promise<void> {
  if (flags.list !== true && flags.out === undefined) {
    throw new RangeError('expected --list or --out, got neither');
  }
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const progress = createProgress();
  const { signal } = interrupted;
  const source = await openWeights(name, {
    signal,
    onFetch: (file, done, total) => progress.update(done, total, file),
  });
  try {
    if (flags.list) await list(source, flags, signal);
    if (flags.out !== undefined) await write(source, flags.out, flags, { progress, signal });
  } finally {
    progress.clear();
    process.off('SIGINT', interrupt);
    await source.close();
  }
}

async function list(
  source: WeightSource,
  { json = false }: ConvertFlags,
  signal: AbortSignal,
): Promise<void> {
  const tensors: TensorLine[] = [];
  for await (const line of listTensors(source, { signal })) {
    const { name, dtype, shape, sha256 } = line;
    if (json) tensors.push(line);
    else console.log(`${name}\t${dtype}\t[${shape.join(', ')}]\t${sha256}`);
  }
  const { format, values } = source;
  if (json) print({ source: source.name, format, values, tensors });
}

async function write(
  source: WeightSource,
  folder: string,
  flags: ConvertFlags,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<void> {
  const { id = basename(source.name, extname(source.name)), ...options } = flags;
  const conversion = await convertWeights(source, {
    ...options,
    folder,
    id,
    command: commandLine(),
    onProgress: (done, total, what) => progress.update(done, total, what),
    signal,
  });
  progress.clear();
  if (flags.json && !flags.list) return print(conversion);
  const { image, text, leftovers } = conversion;
  console.log(`model: ${folder}\nimage: ${image}\ntext: ${text ?? 'none'}`);
  console.log(`left over: ${leftovers.join(', ') || 'none'}`);
}

function print(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
