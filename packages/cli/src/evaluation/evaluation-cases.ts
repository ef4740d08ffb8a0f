import { dirname } from 'node:path';
import { benchmarks, syntheticFinishes } from '@exifclip/datasets';
import { loadTrainingPhotos, readBenchmark, readForgeryManifest } from '@exifclip/datasets/node';
import type { EvaluationCase } from './evaluation-case.ts';
import { forgeryCase } from './forgery-case.ts';
import { syntheticCases } from './synthetic-cases.ts';

/** Where images to evaluate come from. */
export interface EvaluationSource {
  manifest?: string;
  /** Name of a benchmark, `synthetic`, or one of its finishes alone, as `synthetic/jpeg-85`. */
  dataset?: string;
  root?: string;
  /** Photo manifest to make synthetic splices of. */
  photos?: string;
  /** At most this many spliced and this many authentic images of each dataset. */
  limit?: number;
}

/** Seed of the synthetic splices: others would be another dataset. */
const SEED = 1;

const syntheticNames: readonly string[] = [
  'synthetic',
  ...Object.keys(syntheticFinishes).map((finish) => `synthetic/${finish}`),
];

/** Every name that `--dataset` takes. */
export const datasetNames: readonly string[] = [
  ...benchmarks.map(({ name }) => name),
  ...syntheticNames,
];

/**
 * The images of a manifest, a benchmark, or made of photos.
 *
 * @throws RangeError for an unknown dataset, or one without its folder or photos
 * @throws BenchmarkLayoutError when the folder does not hold the benchmark
 * @throws ManifestError for a line of a manifest that is wrong
 */
export async function evaluationCases(source: EvaluationSource): Promise<EvaluationCase[]> {
  const cases = await allCases(source);
  const { limit = Number.POSITIVE_INFINITY } = source;
  const counts = new Map<string, number>();
  return cases.filter(({ dataset, label }) => {
    const group = JSON.stringify([dataset, label]);
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return count <= limit;
  });
}

async function allCases(source: EvaluationSource): Promise<EvaluationCase[]> {
  const { manifest, dataset, root, photos } = source;
  if (manifest !== undefined) {
    const entries = await readForgeryManifest(manifest, { root: root ?? dirname(manifest) });
    return entries.map(forgeryCase);
  }
  if (dataset !== undefined && syntheticNames.includes(dataset)) {
    if (photos === undefined) throw new RangeError(`expected --photos for --dataset ${dataset}`);
    const cases = syntheticCases(await loadTrainingPhotos(photos, { split: 'val' }), SEED);
    return cases.filter((each) => dataset === 'synthetic' || each.dataset === dataset);
  }
  const benchmark = benchmarks.find(({ name }) => name === dataset);
  if (!benchmark) {
    throw new RangeError(`expected a dataset of ${datasetNames.join(', ')}, got ${dataset}`);
  }
  if (root === undefined) {
    const { title, page } = benchmark;
    throw new RangeError(`expected --root, the folder of ${dataset}. ${title}: ${page}`);
  }
  return (await readBenchmark(benchmark.name, root)).map(forgeryCase);
}
