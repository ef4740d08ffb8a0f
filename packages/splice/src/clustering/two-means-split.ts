/** Two clusters of numbers and where they part. */
export interface TwoMeansSplit {
  /** Halfway between the largest value of the low cluster and the smallest of the high one. */
  threshold: number;
  /** Mean of the values at or below the threshold. */
  lowMean: number;
  /** Mean of the values above it. */
  highMean: number;
  /** Standard deviation around the two means, pooled. */
  deviation: number;
}

/**
 * Splits numbers into two clusters with the least sum of squares around their means: the optimum,
 * not a local one, since in one dimension the clusters are the two ends of the sorted list.
 *
 * @param values - any order
 * @returns undefined when fewer than two values differ
 */
export function twoMeansSplit(values: Float32Array | Float64Array): TwoMeansSplit | undefined {
  const count = values.length;
  const sorted = new Float64Array(values).sort();
  const centre = mean(sorted);
  let total = 0;
  for (let i = 0; i < count; i++) total += sorted[i]! - centre;

  let best = -1;
  let largest = 0;
  let low = 0;
  for (let i = 0; i + 1 < count; i++) {
    low += sorted[i]! - centre;
    if (sorted[i] === sorted[i + 1]) continue;
    // Between-cluster sum of squares: the largest leaves the least within.
    const between = low ** 2 / (i + 1) + (total - low) ** 2 / (count - i - 1);
    if (between > largest) {
      largest = between;
      best = i;
    }
  }
  if (best < 0) return undefined;
  const lowValues = sorted.subarray(0, best + 1);
  const highValues = sorted.subarray(best + 1);
  const lowMean = mean(lowValues);
  const highMean = mean(highValues);
  const within = squares(lowValues, lowMean) + squares(highValues, highMean);
  return {
    threshold: sorted[best]! + (sorted[best + 1]! - sorted[best]!) / 2,
    lowMean,
    highMean,
    deviation: Math.sqrt(within / count),
  };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function squares(values: Float64Array, centre: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return sum;
}
