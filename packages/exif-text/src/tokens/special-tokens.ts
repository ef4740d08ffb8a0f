/** The tokens of one text with and without those that a model wants around it. */
export interface SpecialTokens {
  /** In front of the text: [CLS] of BERT. */
  before: readonly number[];
  /** Behind the text: [SEP] of BERT. */
  after: readonly number[];
}

/** What surrounds a text's tokens, found by encoding the text both ways. */
export function specialTokens(whole: readonly number[], text: readonly number[]): SpecialTokens {
  const room = whole.length - text.length;
  for (let start = 0; start <= room; start++) {
    if (text.every((id, i) => whole[start + i] === id)) {
      return { before: whole.slice(0, start), after: whole.slice(start + text.length) };
    }
  }
  return { before: [], after: [] };
}
