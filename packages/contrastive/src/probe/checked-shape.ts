import type { FeatureRows } from './feature-rows.ts';

/**
 * Makes sure that features can be fitted.
 *
 * @returns [examples, dim]
 * @throws RangeError unless features are a table of finite numbers with a label for every row
 */
export function checkedShape(
  { data, shape }: FeatureRows,
  labels: readonly string[],
): readonly [rows: number, dim: number] {
  const [rows = 0, dim = 0] = shape;
  if (shape.length !== 2 || dim < 1 || data.length !== rows * dim) {
    throw new RangeError(
      `expected features [examples, dim], got ${data.length} values of shape [${shape}]`,
    );
  }
  if (labels.length !== rows) {
    throw new RangeError(`expected a label for each of ${rows} examples, got ${labels.length}`);
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `expected finite features, got ${data[bad]} in row ${Math.floor(bad / dim)}`,
    );
  }
  return [rows, dim];
}
