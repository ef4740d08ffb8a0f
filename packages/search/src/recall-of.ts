import type { SearchHit } from './search-hit.ts';

/**
 * The share of the true nearest that were found, over all queries: recall@k, where the lists are k
 * long.
 *
 * @param found lists of hits of an approximate index, one a query
 * @param nearest the same queries' exact hits
 * @returns 0…1; NaN where there is nothing to be found
 * @throws RangeError when there are not as many lists of one as of the other
 */
export function recallOf(
  found: readonly (readonly SearchHit[])[],
  nearest: readonly (readonly SearchHit[])[],
): number {
  if (found.length !== nearest.length) {
    throw new RangeError(`expected hits of ${nearest.length} queries, got ${found.length}`);
  }
  let [met, all] = [0, 0];
  for (const [query, expected] of nearest.entries()) {
    const ids = new Set(found[query]!.map(({ id }) => id));
    all += expected.length;
    met += expected.filter(({ id }) => ids.has(id)).length;
  }
  return met / all;
}
