import type { FeatureRows } from './feature-rows.ts';
import { fitLinearProbe } from './fit-linear-probe.ts';
import { groupFolds } from './group-folds.ts';
import type { LinearProbe } from './linear-probe.ts';
import { nextTask } from './next-task.ts';
import { probeProbabilities } from './probe-probabilities.ts';
import { takeExamples } from './take-examples.ts';

/** Examples, what they are, and what of them must stay together. */
export interface GroupedExamples {
  /** [examples, dim] */
  features: FeatureRows;
  /** The class of each example. */
  labels: readonly string[];
  /** Such as the photo of each example: none is on both sides of a split. */
  groups: readonly string[];
}

export interface ChooseStrengthOptions {
  /** Penalties to try, each weaker than the last. */
  strengths: readonly number[];
  /** Parts of the cross-validation; fewer where there are fewer groups. */
  folds: number;
  seed: number;
  /** Stops between two penalties; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** A probability of a class that a fold never saw is at least this, so that no loss is infinite. */
const least = 1e-12;

/**
 * The penalty of the least cross-entropy on held-out groups. They are tried from the strongest on,
 * each fit starting where the last ended, until the loss rises. Where groups are too few to hold any
 * out, or no fold is left with two classes, it is the strongest.
 */
export async function chooseStrength(
  { features, labels, groups }: GroupedExamples,
  { strengths, folds, seed, signal }: ChooseStrengthOptions,
): Promise<number> {
  const parts = Math.min(folds, new Set(groups).size);
  let best = { strength: strengths[0]!, loss: Number.POSITIVE_INFINITY };
  if (strengths.length < 2 || parts < 2) return best.strength;
  const fold = groupFolds(labels, groups, { folds: parts, seed });
  const splits = splitsOf({ features, labels }, fold, parts);
  const fits = splits.map((): LinearProbe | undefined => undefined);
  for (const strength of strengths) {
    await nextTask();
    signal?.throwIfAborted();
    let loss = 0;
    for (const [i, { train, test }] of splits.entries()) {
      const options = { strength, tolerance: 1e-4, start: fits[i] };
      const probe = fitLinearProbe(train.features, train.labels, options);
      fits[i] = probe;
      loss += crossEntropy(probe, test.features, test.labels);
    }
    if (!(loss < best.loss)) break;
    best = { strength, loss };
  }
  return best.strength;
}

type Labelled = Pick<GroupedExamples, 'features' | 'labels'>;

function splitsOf(
  { features, labels }: Labelled,
  fold: Int32Array,
  folds: number,
): { train: Labelled; test: Labelled }[] {
  const rows = labels.map((_, row) => row);
  const part = (chosen: readonly number[]): Labelled => ({
    features: takeExamples(features, chosen),
    labels: chosen.map((row) => labels[row]!),
  });
  return Array.from({ length: folds }, (_, k) => ({
    train: part(rows.filter((row) => fold[row] !== k)),
    test: part(rows.filter((row) => fold[row] === k)),
  })).filter(({ train }) => new Set(train.labels).size > 1);
}

function crossEntropy(
  probe: LinearProbe,
  features: FeatureRows,
  labels: readonly string[],
): number {
  const { data } = probeProbabilities(probe, features);
  const count = probe.classes.length;
  let loss = 0;
  labels.forEach((label, row) => {
    const c = probe.classes.indexOf(label);
    const probability = c < 0 ? 0 : data[row * count + c]!;
    loss -= Math.log(Math.max(least, probability));
  });
  return loss;
}
