/**
 * How often a random order has the own of a query, or what says the same, among its first `k`; the
 * mean over queries.
 *
 * @param texts the photos' sentences
 */
export function chanceRecall(texts: readonly string[], k: number): number {
  const count = texts.length;
  const misses = texts.map((own) => {
    const others = texts.filter((text) => text !== own).length;
    let missed = 1;
    for (let i = 0; i < Math.min(k, count); i++) missed *= Math.max(0, others - i) / (count - i);
    return missed;
  });
  return 1 - misses.reduce((sum, missed) => sum + missed, 0) / count;
}
