/** Bins on either side of zero; larger coefficients are too rare for a histogram. */
const REACH = 30;

/** Steps of the first compression that are tried. */
const LARGEST_FIRST = 40;

/** Shares of twice compressed blocks that are tried. */
const SHARES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** What the pixels between the two compressions add to a coefficient, as a standard deviation. */
const ROUNDING = 0.5;

/** Gain in log-likelihood for each coefficient, below which a first compression is not believed. */
const LEAST_GAIN = 0.05;

/** Least density of a bin, so that one odd coefficient does not decide over a patch. */
const FLOOR = 0.05;

/** What the coefficients of one frequency say about a first compression. */
export interface DoubleQuantization {
  /** Quantisation step of the first compression; 1 when there is no trace of one. */
  firstStep: number;
  /**
   * Logarithm of how much likelier a coefficient is in a block compressed once than in one
   * compressed twice; 0 for coefficients that are zero, large, or when there is no trace.
   */
  evidence(coefficient: number): number;
}

/**
 * Finds the step of an earlier compression in the coefficients of one frequency, by the gaps and
 * peaks that it leaves in their histogram, and with it which coefficients do not share it.
 *
 * The histogram of a twice quantised frequency is `h(x) n(x)`, with `h` what it would be after the
 * second compression alone, and `n(x)` the multiples of the first step that fall into bin x over
 * how many do so on average. `h` is read off blocks displaced by half a block, in which the first
 * grid is gone; the first step is the most likely one.
 *
 * @param coefficients - of the blocks of the image
 * @param displaced - of the blocks displaced by 4 pixels both ways
 * @param step - quantisation step of the last compression
 * @see Bianchi, De Rosa and Piva, Improved DCT coefficient analysis for forgery localization in
 *   JPEG images, 2011
 */
export function doubleQuantization(
  coefficients: Float32Array,
  displaced: Float32Array,
  step: number,
): DoubleQuantization {
  const observed = histogram(coefficients, step);
  const single = smoothed(histogram(displaced, step));
  const count = observed.reduce((sum, value) => sum + value, 0);
  let best: Fit = { gain: LEAST_GAIN * count, firstStep: 1, density: new Float64Array(0) };
  const none = logLikelihood(observed, single);
  for (let firstStep = 2; firstStep <= LARGEST_FIRST; firstStep++) {
    const density = multiples(firstStep, step);
    for (const share of SHARES) {
      const model = single.map((value, i) => value * (1 - share + share * density[i]!));
      const gain = logLikelihood(observed, model) - none;
      if (gain > best.gain) best = { gain, firstStep, density };
    }
  }
  const { firstStep, density } = best;
  return {
    firstStep,

    evidence(coefficient) {
      const x = Math.round(coefficient / step);
      if (firstStep === 1 || x === 0 || Math.abs(x) > REACH) return 0;
      return -Math.log(Math.max(FLOOR, density[x + REACH]!));
    },
  };
}

/** A first step, what it gains in log-likelihood, and what it makes of the histogram. */
interface Fit {
  gain: number;
  firstStep: number;
  density: Float64Array;
}

/** Coefficients a bin of the step, from −30 to 30; that of zero is left empty. */
function histogram(coefficients: Float32Array, step: number): Float64Array {
  const bins = new Float64Array(2 * REACH + 1);
  for (const value of coefficients) {
    const x = Math.round(value / step);
    // Zero holds flat blocks, which say nothing and are too many.
    if (x !== 0 && Math.abs(x) <= REACH) bins[x + REACH]! += 1;
  }
  return bins;
}

/** The mean of both signs and of three neighbours, as densities of coefficients are smooth. */
function smoothed(bins: Float64Array): Float64Array {
  const result = new Float64Array(bins.length);
  for (let x = 1; x <= REACH; x++) {
    let sum = 0;
    let count = 0;
    for (let near = Math.max(1, x - 1); near <= Math.min(REACH, x + 1); near++) {
      sum += bins[REACH + near]! + bins[REACH - near]! + 0.1;
      count += 1;
    }
    result[REACH + x] = sum / count;
    result[REACH - x] = sum / count;
  }
  return result;
}

/** Multiples of the first step in every bin of the second, over their mean number. */
function multiples(firstStep: number, step: number): Float64Array {
  const density = new Float64Array(2 * REACH + 1);
  const largest = Math.ceil(((REACH + 1) * step) / firstStep) + 1;
  for (let m = -largest; m <= largest; m++) {
    const place = m * firstStep;
    const from = Math.round(place / step) - 1;
    for (let x = Math.max(-REACH, from); x <= Math.min(REACH, from + 2); x++) {
      const low = normalShare(((x - 0.5) * step - place) / ROUNDING);
      const high = normalShare(((x + 0.5) * step - place) / ROUNDING);
      density[x + REACH]! += (firstStep / step) * (high - low);
    }
  }
  return density;
}

/** The normal distribution function by its logistic approximation, within 0.01. */
function normalShare(z: number): number {
  return 1 / (1 + Math.exp(-1.702 * z));
}

function logLikelihood(observed: Float64Array, model: Float64Array): number {
  const total = model.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (let i = 0; i < observed.length; i++) {
    if (observed[i]! > 0) sum += observed[i]! * Math.log(Math.max(1e-12, model[i]! / total));
  }
  return sum;
}
