export interface IsExplodingOptions {
  /** How many times the median is too much. */
  factor: number;
  /** Steps the median is of. */
  window: number;
  /** Steps in a row, the newest, that have to be too high. */
  patience: number;
}

/**
 * Whether the newest losses are all far above the median of those before them.
 *
 * @param losses oldest first, finite; fewer than `window + patience`, or a median that is not above
 * 0, tell nothing
 */
export function isExploding(
  losses: readonly number[],
  { factor, window, patience }: IsExplodingOptions,
): boolean {
  if (losses.length < window + patience) return false;
  const newest = losses.slice(-patience);
  const usual = median(losses.slice(-window - patience, -patience));
  return usual > 0 && newest.every((loss) => loss > factor * usual);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half - 0.5)]! + sorted[Math.floor(half)]!) / 2;
}
