import { seededUniform } from './seeded-uniform.ts';

/** A figure and the interval that holds 95 % of its bootstrap resamples. */
export interface ScoreInterval {
  value: number;
  low: number;
  high: number;
}

/** How good predictions are. */
export interface ClassificationScores {
  /** Share of examples whose class was found. */
  accuracy: ScoreInterval;
  /** The same share, averaged over classes: 1 / classes by guessing, however uneven they are. */
  balancedAccuracy: ScoreInterval;
}

export interface ClassificationScoresOptions {
  /** How often groups are resampled. @defaultValue 2000 */
  resamples?: number;
  /** Seed of the resampling. @defaultValue 1 */
  seed?: number;
}

/** How often each class occurs in a group, and how often it was found. */
interface Tally {
  total: Float64Array;
  found: Float64Array;
}

/**
 * Accuracy and balanced accuracy with bootstrap intervals. Whole groups are resampled: patches of
 * one photo are not independent. In a resample without a class that class is left out.
 *
 * @param labels the true classes
 * @param predictions what each example was taken for
 * @param groups such as the photo of each example
 * @returns undefined without examples
 * @throws RangeError when lengths disagree
 */
export function classificationScores(
  labels: readonly string[],
  predictions: readonly string[],
  groups: readonly string[],
  { resamples = 2000, seed = 1 }: ClassificationScoresOptions = {},
): ClassificationScores | undefined {
  if (predictions.length !== labels.length || groups.length !== labels.length) {
    throw new RangeError(
      `expected ${labels.length} predictions and groups, got ${predictions.length} and ${groups.length}`,
    );
  }
  if (labels.length === 0) return undefined;
  const tallies = talliesOf(labels, predictions, groups);
  const random = seededUniform(seed);
  const drawn = Array.from({ length: resamples }, () =>
    measure(tallies.map(() => tallies[Math.floor(random() * tallies.length)]!)),
  );
  const whole = measure(tallies);
  const interval = (name: keyof typeof whole): ScoreInterval => {
    const sorted = Float64Array.from(drawn, (each) => each[name]).sort();
    return { value: whole[name], low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  };
  return { accuracy: interval('accuracy'), balancedAccuracy: interval('balancedAccuracy') };
}

function talliesOf(
  labels: readonly string[],
  predictions: readonly string[],
  groups: readonly string[],
): Tally[] {
  const numbers = new Map([...new Set(labels)].map((name, number) => [name, number]));
  const tallies = new Map<string, Tally>();
  labels.forEach((label, i) => {
    const made = { total: new Float64Array(numbers.size), found: new Float64Array(numbers.size) };
    const tally = tallies.get(groups[i]!) ?? made;
    tallies.set(groups[i]!, tally);
    const c = numbers.get(label)!;
    tally.total[c]! += 1;
    if (predictions[i] === label) tally.found[c]! += 1;
  });
  return [...tallies.values()];
}

function measure(tallies: readonly Tally[]): { accuracy: number; balancedAccuracy: number } {
  const classes = tallies[0]!.total.length;
  const [total, found] = [new Float64Array(classes), new Float64Array(classes)];
  for (const tally of tallies) {
    for (let c = 0; c < classes; c++) {
      total[c]! += tally.total[c]!;
      found[c]! += tally.found[c]!;
    }
  }
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
  const recalls = [...total.keys()].filter((c) => total[c]! > 0).map((c) => found[c]! / total[c]!);
  return { accuracy: sum(found) / sum(total), balancedAccuracy: sum(recalls) / recalls.length };
}

/** Interpolated between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)]!;
  return low + (rank - Math.floor(rank)) * (sorted[Math.ceil(rank)]! - low);
}
