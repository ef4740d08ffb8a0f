/** What sets one compact text transformer apart from another. */
export interface TransformerTowerConfig {
  /** Rows of the vocabulary; ids are below it. */
  readonly vocabularySize: number;
  /** Longest sequence of tokens. */
  readonly maxTokens: number;
  /** Width of the states. */
  readonly width: number;
  readonly layers: number;
  /** Heads of attention; they share the width evenly. */
  readonly heads: number;
  /** Units between the two linear maps of a layer. */
  readonly hidden: number;
  /** Length of a sentence's embedding. */
  readonly dim: number;
}

/**
 * A tower for a vocabulary of a few thousand pieces: 0.3 M parameters beside the table of pieces,
 * and some 60 M multiply-adds for a sentence of 170 tokens, as many as a photo's has in the median
 * with the embedded vocabulary.
 */
export function transformerTowerConfig(vocabularySize: number): TransformerTowerConfig {
  return { vocabularySize, maxTokens: 256, width: 128, layers: 2, heads: 4, hidden: 256, dim: 128 };
}
