import { loadTrainingPhotos } from '@exifclip/datasets/node';
import { Command } from 'commander';
import { commandLine } from '../command-line.ts';
import { modelFolderOf } from '../model-folder-of.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';
import { assessRetrieval } from '../retrieval/assess-retrieval.ts';
import { onePhotoACamera } from '../retrieval/one-photo-a-camera.ts';
import { retrievalSection } from '../retrieval/retrieval-section.ts';
import { writeRetrieval } from '../retrieval/write-retrieval.ts';
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
  const { model, manifest, write = false, json, limit, patches, threads } = flags;
  const ofSplit = (split: 'train' | 'val') => loadTrainingPhotos(manifest, { split });
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; nothing was written')));
  const progress = createProgress();
  const assessment = await assessRetrieval((await ofSplit('val')).slice(0, limit), {
    ...{ model, threads, patchesPerCrop: patches, signal: interrupted.signal },
    known: write ? onePhotoACamera(await ofSplit('train')).slice(0, limit) : undefined,
    onProgress: progress.update,
  }).finally(() => progress.clear());
  const { id, report, readings } = assessment;
  if (json !== undefined) {
    const document = { model: id, command: commandLine(), ...report, readings };
    await writeFileAtomic(json, `${JSON.stringify(document, null, 2)}\n`);
  }
  if (write) await writeRetrieval(modelFolderOf(model), assessment, commandLine());
  console.log(retrievalSection(report, readings, commandLine()));
}
