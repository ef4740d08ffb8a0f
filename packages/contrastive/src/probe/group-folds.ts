import { seededShuffle } from './seeded-shuffle.ts';

export interface GroupFoldsOptions {
  /** Parts to split into. */
  folds: number;
  /** Decides between splits that are as even. */
  seed: number;
}

/**
 * Splits examples into parts so that no group is in two of them, and every part has as much of
 * every class as the groups allow: the largest groups first, each to where its classes are rarest.
 *
 * @param labels the class of each example
 * @param groups what must stay together, such as the photo of each example
 * @returns the part of each example, 0…folds − 1; none is empty
 * @throws RangeError unless there are at least two folds and as many groups as folds
 */
export function groupFolds(
  labels: readonly string[],
  groups: readonly string[],
  { folds, seed }: GroupFoldsOptions,
): Int32Array {
  const members = rowsByGroup(groups);
  if (!Number.isInteger(folds) || folds < 2 || members.size < folds) {
    throw new RangeError(
      `expected 2 folds or more and as many groups, got ${folds} folds of ${members.size} groups`,
    );
  }
  const totals = countLabels(labels);
  const fills = Array.from({ length: folds }, () => new Map<string, number>());
  const result = new Int32Array(labels.length);
  const ordered = seededShuffle([...members.values()], seed).sort((a, b) => b.length - a.length);
  for (const [placed, rows] of ordered.entries()) {
    const own = countLabels(rows.map((row) => labels[row]!));
    // The last groups fill what is still empty, so that no part stays so.
    const empty = fills.filter(({ size }) => size === 0).length;
    const mustFill = empty === ordered.length - placed;
    const costs = fills.map((fill) =>
      mustFill && fill.size > 0 ? Number.POSITIVE_INFINITY : crowding(fill, own, totals),
    );
    const fold = costs.indexOf(Math.min(...costs));
    for (const [label, n] of own) fills[fold]!.set(label, (fills[fold]!.get(label) ?? 0) + n);
    for (const row of rows) result[row] = fold;
  }
  return result;
}

function rowsByGroup(groups: readonly string[]): Map<string, number[]> {
  const members = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows) rows.push(row);
    else members.set(group, [row]);
  });
  return members;
}

function countLabels(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** How much of the same classes a part has already; the sum of squares is least when all are even. */
function crowding(
  fill: ReadonlyMap<string, number>,
  own: ReadonlyMap<string, number>,
  totals: ReadonlyMap<string, number>,
): number {
  let cost = 0;
  for (const [label, n] of own) {
    const before = fill.get(label) ?? 0;
    cost += ((before + n) ** 2 - before ** 2) / totals.get(label)! ** 2;
  }
  return cost;
}
