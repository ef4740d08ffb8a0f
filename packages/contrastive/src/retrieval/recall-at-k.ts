/**
 * The share of queries that find a hit among their first `k`, 0…1.
 *
 * @param ranks - of the first hits, from 1, as of `matchRanks`
 * @returns undefined where there is no query
 */
export function recallAtK(ranks: ArrayLike<number>, k: number): number | undefined {
  if (ranks.length === 0) return undefined;
  let found = 0;
  for (let query = 0; query < ranks.length; query++) if (ranks[query]! <= k) found++;
  return found / ranks.length;
}
