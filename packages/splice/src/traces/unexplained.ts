import { Matrix, solve } from 'ml-matrix';

/** Keeps columns that say the same from being told apart, in shares of their variance. */
const RIDGE = 1e-3;

/**
 * What a quadratic in some measures does not explain of values: the residual of a ridge regression
 * of the values on each measure and its square, all standardised.
 *
 * @param values - one a patch
 * @param measures - a list of numbers a patch
 * @returns one a patch, mean 0, in the unit of the values
 */
export function unexplained(
  values: Float32Array,
  measures: readonly (readonly number[])[],
): Float32Array {
  const count = values.length;
  if (count === 0) return new Float32Array(0);
  const columns = (measures[0] ?? []).flatMap((_, k) => {
    const column = standardised(measures.map((row) => row[k]!));
    return [column, standardised(column.map((value) => value * value))];
  });
  const mean = values.reduce((sum, value) => sum + value / count, 0);
  const centred = Array.from(values, (value) => value - mean);
  const gram = columns.map((a, i) =>
    columns.map((b, j) => dot(a, b) + (i === j ? RIDGE * count : 0)),
  );
  const slopes = solve(
    new Matrix(gram),
    Matrix.columnVector(columns.map((column) => dot(column, centred))),
  ).to1DArray();
  return Float32Array.from(centred, (value, i) =>
    columns.reduce((rest, column, k) => rest - slopes[k]! * column[i]!, value),
  );
}

/** Mean 0 and deviation 1; of equal values 0. */
function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  return values.map((value) => (value - mean) * scale);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
