import { checkedShape } from './checked-shape.ts';
import { chooseStrength, type GroupedExamples } from './choose-strength.ts';
import { fitLinearProbe } from './fit-linear-probe.ts';
import { groupFolds } from './group-folds.ts';
import { nextTask } from './next-task.ts';
import { predictLabels } from './predict-labels.ts';
import { takeExamples } from './take-examples.ts';

export interface CrossValidateProbeOptions {
  /** Parts, each of which is held out once. @defaultValue 5 */
  folds?: number;
  /** Parts of the part that is fitted on, to choose the penalty. @defaultValue 3 */
  innerFolds?: number;
  /** Penalties to choose from, the strongest first. @defaultValue 10, 3.2, 1 … 1e-4 */
  strengths?: readonly number[];
  /** Seed of the splits. @defaultValue 1 */
  seed?: number;
  /** Stops between two fits; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told after each fold. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What linear probes say of examples that they were not fitted on. */
export interface CrossValidation {
  /** The class that each example was taken for. */
  predictions: string[];
  /** The part in which each example was held out. */
  fold: Int32Array;
  /** The penalty chosen for each part. */
  strengths: number[];
}

/** 10 … 1e-4, two a decade. */
const defaultStrengths: readonly number[] = Array.from({ length: 11 }, (_, i) => 10 ** (1 - i / 2));

/**
 * Predicts the class of every example by a linear probe that was fitted on examples of other groups
 * only; the penalty is chosen on those too, by a cross-validation of their own. The same input gives
 * the same predictions.
 *
 * @throws RangeError for fewer groups than folds, a part whose rest has fewer than two classes,
 * features that are not finite, or lengths that disagree
 */
export async function crossValidateProbe(
  { features, labels, groups }: GroupedExamples,
  options: CrossValidateProbeOptions = {},
): Promise<CrossValidation> {
  const { folds = 5, innerFolds = 3, strengths = defaultStrengths, seed = 1 } = options;
  const { signal, onProgress } = options;
  const [rows] = checkedShape(features, labels);
  if (groups.length !== rows) {
    throw new RangeError(`expected a group for each of ${rows} examples, got ${groups.length}`);
  }
  if (strengths.length === 0) throw new RangeError('expected a strength to choose, got none');
  const fold = groupFolds(labels, groups, { folds, seed });
  const predictions = new Array<string>(rows);
  const chosen: number[] = [];
  for (let part = 0; part < folds; part++) {
    const heldOut = indicesWhere(fold, (k) => k === part);
    const rest = indicesWhere(fold, (k) => k !== part);
    const own = {
      features: takeExamples(features, rest),
      labels: rest.map((row) => labels[row]!),
      groups: rest.map((row) => groups[row]!),
    };
    const strength = await chooseStrength(own, { strengths, folds: innerFolds, seed, signal });
    const probe = fitLinearProbe(own.features, own.labels, { strength });
    const found = predictLabels(probe, takeExamples(features, heldOut));
    heldOut.forEach((row, i) => {
      predictions[row] = found[i]!;
    });
    chosen.push(strength);
    onProgress?.(part + 1, folds);
    await nextTask();
    signal?.throwIfAborted();
  }
  return { predictions, fold, strengths: chosen };
}

function indicesWhere(fold: Int32Array, wanted: (part: number) => boolean): number[] {
  return [...fold.keys()].filter((row) => wanted(fold[row]!));
}
