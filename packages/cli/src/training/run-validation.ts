import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainValidation } from '@exifclip/contrastive';
import { createRandom, type TrainingPhoto } from '@exifclip/datasets';
import { createPixelReader, loadModel } from '@exifclip/models';
import { defaultMethod } from '@exifclip/splice';
import { evaluateCase } from '../evaluation/evaluate-case.ts';
import type { EvaluationCase } from '../evaluation/evaluation-case.ts';
import { syntheticCases } from '../evaluation/synthetic-cases.ts';
import { photoTables } from '../retrieval/photo-tables.ts';
import { retrievalReport } from '../retrieval/retrieval-figures.ts';
import { modelParameters } from './model-parameters.ts';
import { openPhotos } from './open-photos.ts';
import type { OpenRun } from './open-run.ts';
import { writeRunModel } from './write-run-model.ts';

/** Training photos that the whitening of a validation is fitted on. */
const whiteningPhotos = 100;
/** Patches of an image in which a splice is looked for. */
const maxPatches = 300;

/**
 * What a run is judged by while it goes on, on validation photos: how well they find their EXIF
 * (`recallAt1`, `swapAuc`), and how well the default method finds splices made of them (`pMap`, and
 * `pMap…` for each way of saving the whole). Figures that there are too few photos for are left out.
 *
 * @returns undefined when the settings ask for none, or there are no validation photos
 */
export async function runValidation(run: OpenRun): Promise<TrainValidation | undefined> {
  const { config, folder: runFolder } = run;
  if (config.validateEvery === 0) return undefined;
  const random = createRandom(config.seed, 'validation photos');
  const validation = random.shuffle(await openPhotos(run.photos, 'val'));
  const photos = validation.slice(0, config.validationPhotos);
  if (photos.length === 0) return undefined;
  const training = await openPhotos(run.photos, 'train');
  const fitted = random
    .shuffle(training)
    .slice(0, Math.min(whiteningPhotos, config.whiteningPhotos));
  const folder = join(runFolder, 'validation-model');
  return {
    every: config.validateEvery,
    run: async (readState, signal) => {
      const parameters = modelParameters(run, await readState());
      const about = { folder, id: 'validation', card: '', threads: run.threads, signal };
      await writeRunModel(parameters, fitted, run, about);
      try {
        return {
          ...(await retrievalFigures(folder, photos, run.threads, signal)),
          ...(await localisationFigures(folder, photos, run, signal)),
        };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function retrievalFigures(
  model: string,
  photos: readonly TrainingPhoto[],
  threads: number,
  signal: AbortSignal | undefined,
): Promise<Record<string, number>> {
  const reader = await createPixelReader({ model, session: { threads, spinning: false } });
  try {
    const tables = await photoTables(photos, reader, { patchesPerCrop: 16, signal });
    if (tables.texts.length === 0) return {};
    const { photoToExif, swapped } = retrievalReport(tables, undefined).cosine;
    const auc = swapped.all?.value;
    return { recallAt1: photoToExif[1]!.value, ...(auc === undefined ? {} : { swapAuc: auc }) };
  } finally {
    await reader.dispose();
  }
}

async function localisationFigures(
  model: string,
  photos: readonly TrainingPhoto[],
  { threads, config }: OpenRun,
  signal: AbortSignal | undefined,
): Promise<Record<string, number>> {
  const opened = await loadModel(model);
  const whitening = await opened.whitening();
  const encoder = await opened.patchEncoder({ threads, spinning: false });
  const found = new Map<string, number[]>();
  try {
    for (const each of await splicesOf(photos, config.seed)) {
      const loaded = await orUndefined(() => each.load());
      if (loaded === undefined) continue;
      const { methods } = await evaluateCase(loaded, {
        ...{ encoder, whitening, maxPatches, methods: [defaultMethod] },
        ...(signal === undefined ? {} : { signal }),
      });
      const { pMap } = methods[defaultMethod]!;
      if (pMap !== undefined) found.set(each.dataset, [...(found.get(each.dataset) ?? []), pMap]);
    }
  } finally {
    await encoder.dispose();
  }
  return figuresOf(found);
}

async function splicesOf(
  photos: readonly TrainingPhoto[],
  seed: number,
): Promise<EvaluationCase[]> {
  const cases = await orUndefined(async () => syntheticCases(photos, seed));
  return (cases ?? []).filter(({ label }) => label === 'spliced');
}

/** Photos of one camera, or small ones, cannot be spliced: a run without a figure is still a run. */
async function orUndefined<T>(make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `synthetic/jpeg-85` becomes `pMapJpeg85`; `pMap` is the mean of all. */
function figuresOf(found: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  const means = [...found].map(([dataset, values]) => [dataset, mean(values)] as const);
  if (means.length === 0) return {};
  const named = means.map(([dataset, value]) => [nameOf(dataset), value] as const);
  return { pMap: mean(means.map(([, value]) => value)), ...Object.fromEntries(named) };
}

function nameOf(dataset: string): string {
  const words = dataset.replace(/^synthetic\//, '').split(/[-.]/);
  return `pMap${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
