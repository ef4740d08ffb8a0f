/** How many pixels on either side a Gaussian blur reads: those left out are over 3 sigma away. */
export function blurReach(sigma: number): number {
  return Math.max(0, Math.ceil(3 * sigma - 0.5));
}

/**
 * Weights of a Gaussian blur along one axis, from one end to the other; their sum is 1.
 *
 * @param sigma - in pixels; 0 gives the single weight 1
 * @throws RangeError unless `sigma` is finite and at least 0
 */
export function gaussianWeights(sigma: number): Float32Array {
  if (!(Number.isFinite(sigma) && sigma >= 0)) {
    throw new RangeError(`expected a blur of at least 0 pixels, got ${sigma}`);
  }
  const reach = blurReach(sigma);
  const weights = new Float32Array(2 * reach + 1).map((_, i) =>
    i === reach ? 1 : Math.exp(-0.5 * ((i - reach) / sigma) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
