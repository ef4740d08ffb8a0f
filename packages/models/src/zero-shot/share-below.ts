/**
 * Which share of a distribution lies below a value.
 *
 * @param quantiles evenly spaced quantiles of it, rising, the least and the greatest value included
 * @returns 0…1, linear between two quantiles, the middle of a run of equal ones
 */
export function shareBelow(quantiles: ArrayLike<number>, value: number): number {
  const last = quantiles.length - 1;
  let below = 0;
  while (below <= last && quantiles[below]! < value) below++;
  let upTo = below;
  while (upTo <= last && quantiles[upTo] === value) upTo++;
  if (upTo > below) return (below + upTo - 1) / 2 / last;
  if (below === 0) return 0;
  if (below > last) return 1;
  const [low, high] = [quantiles[below - 1]!, quantiles[below]!];
  return (below - 1 + (value - low) / (high - low)) / last;
}
