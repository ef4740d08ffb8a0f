import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrainingPhoto } from '@exifclip/datasets';
import { loadTrainingPhotos } from '@exifclip/datasets/node';
import {
  bundledLocation,
  bundledModels,
  createPixelReader,
  type MetadataReference,
  type PixelReader,
} from '@exifclip/models';
import { writeModelFile } from '@exifclip/models/node';
import { writeSafetensors } from '@exifclip/nn/safetensors';
import { Command } from 'commander';
import { commandLine } from '../command-line.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { fitReference } from '../retrieval/fit-reference.ts';
import { onePhotoACamera } from '../retrieval/one-photo-a-camera.ts';
import { type PhotoTables, photoTables } from '../retrieval/photo-tables.ts';
import { retrievalReport } from '../retrieval/retrieval-figures.ts';
import { retrievalSection } from '../retrieval/retrieval-section.ts';
import { type TagReading, tagReadings } from '../retrieval/tag-readings.ts';
import { withSection } from '../with-section.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';

interface EvaluateRetrievalFlags {
  model: string;
  manifest: string;
  write?: boolean;
  json?: string;
  limit: number;
  patches: number;
  threads: number;
}

/** `exifclip evaluate-retrieval`: how well a model knows photos by their EXIF, and the reverse. */
export function evaluateRetrievalCommand(): Command {
  return new Command('evaluate-retrieval')
    .description('measure how well photos and their EXIF find each other')
    .requiredOption('--manifest <jsonl>', 'photo manifest (photos.jsonl)')
    .option('--model <model>', 'bundled model, model folder or URL', 'base')
    .option(
      '--write',
      'first fit what `verify` compares with, and write it and the figures into the model folder',
    )
    .option('--json <file>', 'write everything into one file')
    .option('--limit <n>', 'photos a split, at most', parseCount(2), 100_000)
    .option('--patches <n>', 'patches a crop of a photo', parseCount(1), 36)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(evaluateRetrieval);
}

async function evaluateRetrieval(flags: EvaluateRetrievalFlags): Promise<void> {
  const { model, manifest, write = false, json, limit, threads } = flags;
  const ofSplit = (split: 'train' | 'val') => loadTrainingPhotos(manifest, { split });
  const session = { threads, spinning: false, onFallback: console.error };
  const reader = await createPixelReader({ model, session });
  try {
    const unknown = await embed((await ofSplit('val')).slice(0, limit), reader, flags);
    const known = write
      ? await embed(onePhotoACamera(await ofSplit('train')).slice(0, limit), reader, flags)
      : undefined;
    const reference = known === undefined ? reader.reference : fitReference(known, unknown);
    const report = retrievalReport(unknown, reference);
    const readings = await readTags(unknown.rows, { ...reader, reference }, flags);
    const section = retrievalSection(report, readings, commandLine());
    if (json !== undefined) {
      const document = { model: reader.encoder.id, command: commandLine(), ...report, readings };
      await writeFileAtomic(json, `${JSON.stringify(document, null, 2)}\n`);
    }
    if (write) await writeInto(folderOf(model), reference!, section);
    console.log(section);
  } finally {
    await reader.dispose();
  }
}

function embed(
  photos: readonly TrainingPhoto[],
  reader: PixelReader,
  { patches: patchesPerCrop }: EvaluateRetrievalFlags,
): Promise<PhotoTables> {
  return withProgress('photos', (options) =>
    photoTables(photos, reader, { ...options, patchesPerCrop }),
  );
}

function readTags(
  photos: readonly TrainingPhoto[],
  reader: PixelReader,
  { patches: maxPatches }: EvaluateRetrievalFlags,
): Promise<TagReading[]> {
  return withProgress('photos read', (options) =>
    tagReadings(photos, reader, { ...options, maxPatches }),
  );
}

interface LongWork {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/** Shows how far long work is, and stops it at an interrupt. */
async function withProgress<T>(what: string, work: (options: LongWork) => Promise<T>): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted; nothing was written'));
  process.once('SIGINT', interrupt);
  const progress = createProgress();
  try {
    return await work({
      signal: interrupted.signal,
      onProgress: (done, total) => progress.update(done, total, what),
    });
  } finally {
    progress.clear();
    process.off('SIGINT', interrupt);
  }
}

async function writeInto(
  folder: string,
  reference: MetadataReference,
  section: string,
): Promise<void> {
  const bytes = writeSafetensors({ ...reference });
  await writeModelFile(folder, 'metadata-reference.safetensors', bytes);
  const card = join(folder, 'README.md');
  await writeFileAtomic(card, withSection(await readFile(card, 'utf8'), section));
}

function folderOf(model: string): string {
  const bundled = bundledModels.find((name) => name === model);
  return bundled === undefined ? model : fileURLToPath(bundledLocation(bundled));
}
