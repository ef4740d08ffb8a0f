import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Components with less variance than this are rounding; of values of about 1. */
const LEAST_VARIANCE = 1e-9;

/**
 * Rows in the directions of their largest variance, each scaled to a variance of 1.
 *
 * @param rows - rows of `dim` finite values
 * @param most - components to keep; fewer come out where the rows span fewer
 * @returns `count` rows of `components` values
 */
export function leadingComponents(
  rows: Float64Array,
  dim: number,
  most: number,
): { data: Float64Array; components: number } {
  const count = rows.length / dim;
  const centred = Float64Array.from(rows);
  subtractMean(centred, dim);
  const { values, vectors } = principalAxes(centred, dim);
  const kept = values.filter((value, i) => i < most && value > LEAST_VARIANCE);
  const data = new Float64Array(count * kept.length);
  for (let row = 0; row < count; row++) {
    for (const [c, variance] of kept.entries()) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += centred[row * dim + k]! * vectors[c]![k]!;
      data[row * kept.length + c] = sum / Math.sqrt(variance);
    }
  }
  return { data, components: kept.length };
}

function subtractMean(rows: Float64Array, dim: number): void {
  const count = rows.length / dim;
  for (let k = 0; k < dim; k++) {
    let sum = 0;
    for (let i = k; i < rows.length; i += dim) sum += rows[i]!;
    for (let i = k; i < rows.length; i += dim) rows[i]! -= sum / count;
  }
}

/** Variances and directions, the largest first. */
function principalAxes(
  centred: Float64Array,
  dim: number,
): { values: number[]; vectors: number[][] } {
  const covariance = Matrix.zeros(dim, dim);
  for (let i = 0; i < centred.length; i += dim) {
    for (let a = 0; a < dim; a++) {
      const value = (centred[i + a]! * dim) / centred.length;
      for (let b = 0; b <= a; b++) {
        covariance.set(a, b, covariance.get(a, b) + value * centred[i + b]!);
      }
    }
  }
  for (let a = 0; a < dim; a++) {
    for (let b = 0; b < a; b++) covariance.set(b, a, covariance.get(a, b));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, i) => i);
  order.sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return {
    values: order.map((i) => realEigenvalues[i]!),
    vectors: order.map((i) => eigenvectorMatrix.getColumn(i)),
  };
}
