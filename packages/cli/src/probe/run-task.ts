import { classificationScores, crossValidateProbe, type FeatureRows } from '@exifclip/contrastive';
import { collectFeatures } from './collect-features.ts';
import type { FeatureSource } from './feature-source.ts';
import { hitDifference } from './hit-difference.ts';
import type { SourceResult, TaskResult } from './probe-document.ts';
import type { ProbeExample } from './probe-example.ts';

export interface RunTaskOptions {
  folds: number;
  seed: number;
  signal?: AbortSignal | undefined;
  /** Told how far the work is, and what it is. */
  onProgress?: ((done: number, total: number, what: string) => void) | undefined;
}

/**
 * Asks linear probes on every source the same question, on the same splits.
 *
 * @param name the task's, for messages
 * @throws RangeError when there are too few examples to be split, or too few could be opened
 */
export async function runTask(
  name: string,
  examples: readonly ProbeExample[],
  sources: readonly FeatureSource[],
  options: RunTaskOptions,
): Promise<TaskResult> {
  const { folds, signal, onProgress } = options;
  assertEnough(name, examples, folds);
  const collected = await collectFeatures(examples, sources, {
    signal,
    onProgress: (done, total) => onProgress?.(done, total, 'views'),
  });
  const used = collected.examples;
  assertEnough(name, used, folds);
  const results: TaskResult['sources'] = {};
  let first: string[] | undefined;
  for (const [i, source] of sources.entries()) {
    const features = collected.features[i]!;
    const { result, predictions } = await probeSource(source, used, features, options);
    const difference = first && { firstLessThis: hitDifference(used, first, predictions) };
    results[source.name] = { ...result, ...difference };
    first ??= predictions;
  }
  const classes = countClasses(used);
  const counts = Object.values(classes);
  return {
    classes,
    views: used.length,
    photos: new Set(used.map(({ group }) => group)).size,
    chance: {
      accuracy: Math.max(...counts) / used.length,
      balancedAccuracy: 1 / counts.length,
    },
    sources: results,
    skipped: collected.skipped,
  };
}

function assertEnough(name: string, examples: readonly ProbeExample[], folds: number): void {
  const classes = Object.keys(countClasses(examples)).length;
  const photos = new Set(examples.map(({ group }) => group)).size;
  if (classes >= 2 && photos >= folds) return;
  throw new RangeError(
    `${name}: expected views of 2 classes or more, of ${folds} photos or more, got ${classes} classes, ${photos} photos`,
  );
}

async function probeSource(
  { name, kind }: FeatureSource,
  examples: readonly ProbeExample[],
  features: FeatureRows,
  { folds, seed, signal, onProgress }: RunTaskOptions,
): Promise<{ result: SourceResult; predictions: string[] }> {
  const labels = examples.map(({ label }) => label);
  const groups = examples.map(({ group }) => group);
  const { predictions, strengths } = await crossValidateProbe(
    { features, labels, groups },
    {
      folds,
      seed,
      signal,
      onProgress: (done, total) => onProgress?.(done, total, `folds of ${name}`),
    },
  );
  const { accuracy, balancedAccuracy } = classificationScores(labels, predictions, groups)!;
  const dim = features.shape[1]!;
  return { result: { kind, dim, accuracy, balancedAccuracy, strengths }, predictions };
}

function countClasses(examples: readonly ProbeExample[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of examples) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
