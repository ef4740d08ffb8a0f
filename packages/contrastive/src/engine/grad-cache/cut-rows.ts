import type { StepArray, StepArrays } from '../step-engine.ts';

/**
 * One of `count` parts with as many rows each, as views; scalars are in all of them.
 *
 * @param arrays each [rows, …] or []
 * @throws RangeError when rows do not divide evenly
 */
export function cutRows(arrays: StepArrays, index: number, count: number): StepArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, cut(array, { name, index, count })]),
  );
}

function cut(
  { data, shape }: StepArray,
  { name, index, count }: { name: string; index: number; count: number },
): StepArray {
  const [rows, ...others] = shape;
  if (rows === undefined) return { data, shape };
  if (rows === 0 || rows % count !== 0) {
    throw new RangeError(
      `expected ${count} micro-batches of equal size, got ${rows} rows of "${name}"`,
    );
  }
  const length = data.length / count;
  return {
    data: data.subarray(index * length, (index + 1) * length),
    shape: [rows / count, ...others],
  };
}
