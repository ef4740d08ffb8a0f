import { createRandom } from '@exifclip/datasets';
import { loadTrainingPhotos } from '@exifclip/datasets/node';
import { Command, Option } from 'commander';
import { authenticFiles } from '../calibration/authentic-files.ts';
import { calibrateFolder } from '../calibration/calibrate-folder.ts';
import { calibrationSection } from '../calibration/calibration-card.ts';
import { commandLine } from '../command-line.ts';
import { modelFolderOf } from '../model-folder-of.ts';
import { parseCount } from '../parse-number.ts';
import { createProgress } from '../progress.ts';

interface CalibrateFlags {
  model: string;
  manifest: string;
  split: 'train' | 'val';
  photos: number;
  authentic?: string[];
  seed: number;
  threads: number;
}

/** `exifclip calibrate`: what a model's scores say as probabilities, written into its folder. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description('fit how scores become probabilities, on photos and splices made of them')
    .requiredOption('--model <folder>', 'model folder to write to, or the name of a bundled model')
    .requiredOption('--manifest <jsonl>', 'photo manifest (photos.jsonl)')
    .addOption(
      new Option('--split <split>', 'which of its photos').choices(['train', 'val']).default('val'),
    )
    .option('--photos <n>', 'photos, at most', parseCount(2), 1000)
    .option(
      '--authentic <files...>',
      'whole authentic images, or forgery manifests (.jsonl) with some: at most a twentieth is called spliced',
    )
    .option('--seed <n>', 'seed of regions, donors and chains', parseCount(0), 1)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(calibrateModel);
}

async function calibrateModel(flags: CalibrateFlags): Promise<void> {
  const { model, manifest, split, authentic = [], seed, threads } = flags;
  const chosen = await loadTrainingPhotos(manifest, { split });
  // Photos of one source lie side by side in a manifest, and some must be of different ones.
  const photos = createRandom(seed, 'photos').shuffle(chosen).slice(0, flags.photos);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; nothing was written')));
  const progress = createProgress();
  const calibration = await calibrateFolder(modelFolderOf(model), photos, {
    seed,
    threads,
    command: commandLine(),
    authentic: await authenticFiles(authentic),
    signal: interrupted.signal,
    onProgress: (done, total) => progress.update(done, total, 'photos'),
  }).finally(() => progress.clear());
  if (calibration === undefined) {
    throw new RangeError(
      `${manifest}: expected ${split} photos of different cameras and sources to splice, got none among ${photos.length}`,
    );
  }
  console.log(calibrationSection(calibration));
}
