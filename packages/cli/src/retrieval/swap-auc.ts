/** Scores of true and swapped pairs, sorted, ready to be weighed again and again. */
export type SwapAuc = (weights: ArrayLike<number>) => number | undefined;

/**
 * How well scores tell a photo's own sentence from a swapped one: the chance that a true pair
 * scores higher than a swapped one, ties counting half. True pairs are those of photos that have a
 * swapped one.
 *
 * @param scores `[n × n]`, sentences in columns
 * @param pairs `[photo, sentence]`, from `swappedPairs`
 * @returns the area as a function of the photos' weights; a pair weighs the product of its photos',
 * and it is undefined where all of one kind weigh nothing
 */
export function swapAuc(
  scores: ArrayLike<number>,
  pairs: readonly (readonly [number, number])[],
  count: number,
): SwapAuc {
  const photos = [...new Set(pairs.map(([photo]) => photo))];
  const all = [...photos.map((photo) => [photo, photo] as const), ...pairs]
    .map(([photo, sentence]) => ({ photo, sentence, score: scores[photo * count + sentence]! }))
    .sort((a, b) => a.score - b.score);
  return (weights) => {
    let [swappedBelow, trueTotal, won] = [0, 0, 0];
    for (let from = 0, to = 0; from < all.length; from = to) {
      let [trueHere, swappedHere] = [0, 0];
      for (to = from; to < all.length && all[to]!.score === all[from]!.score; to++) {
        const { photo, sentence } = all[to]!;
        if (photo === sentence) trueHere += weights[photo]!;
        else swappedHere += weights[photo]! * weights[sentence]!;
      }
      won += trueHere * (swappedBelow + swappedHere / 2);
      trueTotal += trueHere;
      swappedBelow += swappedHere;
    }
    return trueTotal > 0 && swappedBelow > 0 ? won / (trueTotal * swappedBelow) : undefined;
  };
}
