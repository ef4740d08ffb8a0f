/**
 * Which photos may be given which sentences to be a lie: `[photo, sentence]` for all that say
 * something else.
 *
 * @param texts the photos' own sentences
 * @param groups where given, sentences are swapped within a group only
 */
export function swappedPairs(
  texts: readonly string[],
  groups?: readonly string[],
): (readonly [number, number])[] {
  return texts.flatMap((own, i) =>
    texts.flatMap((text, j) =>
      text !== own && (groups === undefined || groups[i] === groups[j]) ? [[i, j] as const] : [],
    ),
  );
}
