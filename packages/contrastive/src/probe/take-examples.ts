import type { FeatureRows } from './feature-rows.ts';

/** Some rows of features, in the order asked for. */
export function takeExamples({ data, shape }: FeatureRows, rows: readonly number[]): FeatureRows {
  const dim = shape[1] ?? 0;
  const taken = new Float32Array(rows.length * dim);
  rows.forEach((row, to) => {
    taken.set(data.subarray(row * dim, (row + 1) * dim), to * dim);
  });
  return { data: taken, shape: [rows.length, dim] };
}
