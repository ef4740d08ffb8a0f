/**
 * How many cells a patch covers along an axis, `max(1, floor(patchSize / stride))`: one number
 * for both axes, or `[down, across]` where the strides differ.
 */
export type Spread = number | readonly [number, number];

/**
 * The spread of both axes, checked.
 *
 * @throws RangeError when a spread is not a whole number of at least 1
 */
export function axisSpreads(spread: Spread): readonly [number, number] {
  const pair = typeof spread === 'number' ? ([spread, spread] as const) : spread;
  if (pair.length !== 2 || pair.some((n) => !Number.isInteger(n) || n < 1)) {
    throw new RangeError(`expected a spread of whole cells, at least 1, got ${String(spread)}`);
  }
  return pair;
}
