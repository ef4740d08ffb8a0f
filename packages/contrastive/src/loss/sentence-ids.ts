/**
 * One number a sentence, the same for equal sentences: what a batch hands to `duplicatePairs`.
 *
 * @returns [n], for each sentence the index of the first one that equals it
 */
export function sentenceIds(sentences: readonly string[]): Int32Array {
  const first = new Map<string, number>();
  return Int32Array.from(sentences, (sentence, i) => {
    const id = first.get(sentence) ?? i;
    first.set(sentence, id);
    return id;
  });
}
