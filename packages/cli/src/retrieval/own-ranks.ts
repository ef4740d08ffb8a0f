/**
 * The place, from 1, at which each query finds its own: what says the same counts as its own, and
 * what scores the same stands before it.
 *
 * @param scores `[n × n]`, queries in rows, the own of each on the diagonal
 * @param texts the photos' sentences
 */
export function ownRanks(scores: ArrayLike<number>, texts: readonly string[]): number[] {
  const count = texts.length;
  return texts.map((own, query) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      if (texts[i] === own) best = Math.max(best, scores[query * count + i]!);
    }
    return 1 + texts.filter((text, i) => text !== own && scores[query * count + i]! >= best).length;
  });
}
