import { percentile } from '../numeric/percentile.ts';
import { seededRandom } from '../numeric/seeded-random.ts';

/** Options of {@link meanInterval}. */
export interface MeanIntervalOptions {
  /** Share of the resampled means that the interval holds. @defaultValue 0.95 */
  level?: number;
  /** How often the values are resampled. @defaultValue 2000 */
  resamples?: number;
  /** Seed of the resampling. @defaultValue 1 */
  seed?: number;
}

/** A mean and how far it can be trusted. */
export interface MeanInterval {
  /** Mean of the defined values. */
  mean: number;
  /** Lower end of the interval. */
  low: number;
  /** Upper end of the interval. */
  high: number;
  /** The level of the interval. */
  level: number;
  /** Values in the mean. */
  count: number;
  /** Values left out because they are undefined, such as the average precision of authentic images. */
  leftOut: number;
}

/**
 * The mean of a metric over images with its bootstrap percentile interval, 95 % unless another
 * level is asked for. Seeded: the same values give the same interval.
 *
 * @returns undefined when no value is defined
 * @throws RangeError for a value that is NaN, or a level or number of resamples out of range
 */
export function meanInterval(
  values: readonly (number | undefined)[],
  options: MeanIntervalOptions = {},
): MeanInterval | undefined {
  const { level = 0.95, resamples = 2000, seed = 1 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`expected a level between 0 and 1, got ${level}`);
  }
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new RangeError(`expected a number of resamples of at least 1, got ${resamples}`);
  }
  const defined = values.filter((value) => value !== undefined);
  const bad = defined.findIndex(Number.isNaN);
  if (bad >= 0) throw new RangeError(`expected numbers or undefined, got NaN`);
  const count = defined.length;
  if (count === 0) return undefined;

  const random = seededRandom(seed);
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < count; i++) means[r]! += defined[Math.floor(random() * count)]! / count;
  }
  return {
    mean: defined.reduce((a, b) => a + b, 0) / count,
    low: percentile(means, 50 * (1 - level)),
    high: percentile(means, 50 * (1 + level)),
    level,
    count,
    leftOut: values.length - count,
  };
}
