/** What brings features to mean 0 and variance 1. */
export interface Standardization {
  /** [dim] */
  mean: Float64Array;
  /** Standard deviations [dim]; 1 for a feature that never varies. */
  deviation: Float64Array;
}

/** A deviation below this share of the mean's size is rounding, and not a feature. */
const rounding = 1e-7;

/** @param data [rows, dim], row-major, at least one row */
export function fitStandardization(data: Float32Array, dim: number): Standardization {
  const rows = data.length / dim;
  const mean = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) mean[i % dim]! += data[i]! / rows;
  const variance = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) {
    variance[i % dim]! += (data[i]! - mean[i % dim]!) ** 2 / rows;
  }
  const deviation = variance.map((value, k) => {
    const root = Math.sqrt(value);
    return root > rounding * Math.abs(mean[k]!) ? root : 1;
  });
  return { mean, deviation };
}

/** @param data [rows, dim], row-major */
export function standardize(
  data: Float32Array,
  { mean, deviation }: Standardization,
): Float32Array {
  const dim = mean.length;
  return data.map((value, i) => (value - mean[i % dim]!) / deviation[i % dim]!);
}
