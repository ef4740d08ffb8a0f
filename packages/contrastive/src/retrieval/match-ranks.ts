import { checkedRows } from './checked-rows.ts';
import type { EmbeddingRows } from './embedding-rows.ts';
import { innerProduct } from './inner-product.ts';
import { type ScoreBlocksOptions, scoreBlocks } from './score-blocks.ts';

export interface MatchRanksOptions extends ScoreBlocksOptions {
  /**
   * What each query belongs to: its sentence, its photo. Items of the same group are hits.
   *
   * @defaultValue query i belongs with item i
   */
  queryGroups?: readonly (string | number)[] | undefined;
  /** What each item belongs to. @defaultValue the groups of the queries */
  itemGroups?: readonly (string | number)[] | undefined;
}

/**
 * The place, from 1, at which each query finds its first hit among all items by their inner
 * product; what scores the same and is no hit stands before it. Infinity where nothing is a hit.
 * Memory as of `topK`.
 *
 * @throws RangeError unless both are tables of finite numbers with rows of one length, with a group
 * for every row
 */
export async function matchRanks(
  queries: EmbeddingRows,
  items: EmbeddingRows,
  { queryGroups, itemGroups, ...options }: MatchRanksOptions = {},
): Promise<Float64Array> {
  const { queryCount, itemCount } = checkedRows(queries, items);
  const own = queryGroups ?? rowNumbers(queryCount);
  const offered = itemGroups ?? queryGroups ?? rowNumbers(itemCount);
  assertLength('queryGroups', own.length, queryCount);
  assertLength('itemGroups', offered.length, itemCount);

  const hits = bestHits(queries, items, own, offered);
  const ranks = Float64Array.from(hits, (hit) =>
    hit === undefined ? Number.POSITIVE_INFINITY : 1,
  );
  for await (const block of scoreBlocks(queries, items, options)) {
    const { scores, firstQuery, firstItem } = block;
    for (let at = 0; at < scores.length; at++) {
      const query = firstQuery + Math.floor(at / block.itemCount);
      const hit = hits[query];
      if (hit === undefined || scores[at]! < hit) continue;
      if (offered[firstItem + (at % block.itemCount)] !== own[query]) ranks[query]! += 1;
    }
  }
  return ranks;
}

/** The largest score of each query with an item of its group. */
function bestHits(
  queries: EmbeddingRows,
  items: EmbeddingRows,
  own: readonly (string | number)[],
  offered: readonly (string | number)[],
): (number | undefined)[] {
  const dim = queries.shape[1]!;
  const members = new Map<string | number, number[]>();
  for (const [item, group] of offered.entries()) {
    const known = members.get(group);
    if (known === undefined) members.set(group, [item]);
    else known.push(item);
  }
  return own.map((group, query) =>
    members.get(group)?.reduce((best, item) => {
      const score = innerProduct(queries.data, query * dim, items.data, item * dim, dim);
      return Math.max(best, score);
    }, Number.NEGATIVE_INFINITY),
  );
}

function rowNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row);
}

function assertLength(name: string, length: number, rows: number): void {
  if (length === rows) return;
  throw new RangeError(`expected ${name} for each of ${rows} rows, got ${length}`);
}
