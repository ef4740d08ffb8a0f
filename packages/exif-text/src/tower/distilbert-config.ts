/** What sets one DistilBERT apart from another. */
export interface DistilbertConfig {
  readonly vocabularySize: number;
  /** Longest sequence of tokens. */
  readonly maxTokens: number;
  /** Width of the states, and length of the embedding. */
  readonly dim: number;
  readonly layers: number;
  /** Heads of attention; they share `dim` evenly. */
  readonly heads: number;
  /** Units between the two linear maps of a layer. */
  readonly hidden: number;
}

/** DistilBERT base uncased, the text tower of "EXIF as Language": 66 M parameters. */
export const distilbertBaseConfig: DistilbertConfig = {
  vocabularySize: 30522,
  maxTokens: 512,
  dim: 768,
  layers: 6,
  heads: 12,
  hidden: 3072,
};
