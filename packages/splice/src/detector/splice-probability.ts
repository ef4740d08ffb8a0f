/** A logistic curve over the logarithm of a score. */
export interface ProbabilityCurve {
  slope: number;
  offset: number;
}

/** Keeps the logarithm of a score of 0 finite. */
const least = 1e-3;

/** What the logistic curve is over: `log(score + 0.001)`: equal ratios are equal steps. */
export function calibratedInput(score: number): number {
  return Math.log(Math.max(0, score) + least);
}

/**
 * The probability that an image is spliced, from its score:
 * `1 / (1 + exp(−(slope · log(score + 0.001) + offset)))`.
 *
 * @returns 0…1
 */
export function spliceProbability(score: number, { slope, offset }: ProbabilityCurve): number {
  return 1 / (1 + Math.exp(-(slope * calibratedInput(score) + offset)));
}
