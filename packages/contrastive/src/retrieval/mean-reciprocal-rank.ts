/**
 * The mean of one over the rank of the first hit, 0…1; a query without a hit counts 0.
 *
 * @param ranks - from 1, as of `matchRanks`
 * @returns undefined where there is no query
 */
export function meanReciprocalRank(ranks: ArrayLike<number>): number | undefined {
  if (ranks.length === 0) return undefined;
  let sum = 0;
  for (let query = 0; query < ranks.length; query++) sum += 1 / ranks[query]!;
  return sum / ranks.length;
}
