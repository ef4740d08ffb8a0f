import { calibratedInput, type ProbabilityCurve } from './splice-probability.ts';

/** Options of {@link fitProbability}. */
export interface FitProbabilityOptions {
  /**
   * Most authentic images that may get a probability above one half, as a share of all.
   * @defaultValue 0.04
   */
  falseAlarms?: number;
  /** What was done to each image: the authentic ones of every group keep to it. @defaultValue one group */
  groups?: ArrayLike<string> | undefined;
  /**
   * A score that gets a probability of one half at most, whatever the images say: where further
   * authentic images, that do not shape the curve, have their limit.
   * @defaultValue none
   */
  atMostHalf?: number | undefined;
}

/** Rounds of Newton's method; a handful suffices in two dimensions. */
const rounds = 50;

/**
 * Fits the curve of `spliceProbability`: slope and offset by maximum likelihood (Platt, "Probabilistic
 * outputs for support vector machines", 1999, with his smoothed targets), after which the offset is
 * lowered, if need be, until the authentic images of every group keep to `falseAlarms`, and no score up to `atMostHalf` gets more than one
 * half. Lowering it is the same as saying that fewer images are spliced than half.
 *
 * @param scores - one an image, at least 0
 * @param labels - 1 = spliced, 0 = authentic
 * @throws RangeError when one of the classes has no image, or a score or `atMostHalf` is not finite
 */
export function fitProbability(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { falseAlarms = 0.04, groups, atMostHalf }: FitProbabilityOptions = {},
): ProbabilityCurve {
  const inputs = Array.from(scores, finiteInput);
  const spliced = inputs.filter((_, i) => labels[i] === 1);
  const authentic = inputs.filter((_, i) => labels[i] !== 1);
  if (spliced.length === 0 || authentic.length === 0) {
    throw new RangeError(
      `expected scores of spliced and of authentic images, got ${spliced.length} and ${authentic.length}`,
    );
  }
  const { slope, offset } = maximumLikelihood(spliced, authentic);
  const names = new Set(groups === undefined ? [undefined] : Array.from(groups));
  const limits = [...names].map((name) => {
    const own = inputs.filter((_, i) => labels[i] !== 1 && groups?.[i] === name);
    return quantile(own, 1 - falseAlarms);
  });
  if (atMostHalf !== undefined) limits.push(finiteInput(atMostHalf));
  const limit = Math.max(...limits);
  return { slope, offset: slope > 0 ? Math.min(offset, -slope * limit) : offset };
}

function finiteInput(score: number): number {
  if (!Number.isFinite(score)) throw new RangeError(`expected finite scores, got ${score}`);
  return calibratedInput(score);
}

function maximumLikelihood(
  spliced: readonly number[],
  authentic: readonly number[],
): ProbabilityCurve {
  // Smoothed targets keep the slope finite where the classes are apart.
  const samples = [
    ...spliced.map((x) => ({ x, target: (spliced.length + 1) / (spliced.length + 2) })),
    ...authentic.map((x) => ({ x, target: 1 / (authentic.length + 2) })),
  ];
  const centre = samples.reduce((sum, { x }) => sum + x, 0) / samples.length;
  let slope = 0;
  let offset = Math.log((spliced.length + 1) / (authentic.length + 1));
  for (let round = 0; round < rounds; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, target } of samples) {
      const d = x - centre;
      const p = 1 / (1 + Math.exp(-(slope * d + offset)));
      const weight = p * (1 - p);
      g0 += p - target;
      g1 += (p - target) * d;
      h00 += weight;
      h01 += weight * d;
      h11 += weight * d * d;
    }
    const determinant = h00 * h11 - h01 * h01;
    slope -= (h00 * g1 - h01 * g0) / determinant;
    offset -= (h11 * g0 - h01 * g1) / determinant;
  }
  return { slope, offset: offset - slope * centre };
}

/** The smallest value that at most `1 - share` of the values lie above. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NEGATIVE_INFINITY;
}
