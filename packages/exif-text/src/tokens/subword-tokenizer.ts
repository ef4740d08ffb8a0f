import type { TokenBatch } from './token-batch.ts';

export interface EncodeTextsOptions {
  /** Longer texts lose their end, but no special token. @defaultValue the tokenizer's `maxLength` */
  maxLength?: number;
  /** Rows as long as the longest of the batch, or as `maxLength`. @defaultValue 'longest' */
  pad?: 'longest' | 'max';
}

/** Turns texts into the token numbers of one vocabulary, and back. */
export interface SubwordTokenizer {
  /** Names the vocabulary: `exif`, a folder, the id of a model on a hub. */
  readonly id: string;
  /** Number of tokens, added ones included; every id is smaller. */
  readonly vocabularySize: number;
  /** What rows are padded with. */
  readonly padId: number;
  /** Most tokens that the vocabulary's model takes, special ones included. */
  readonly maxLength: number;
  /**
   * Texts with their special tokens, as 32-bit integers; `widenTokens` makes them 64.
   *
   * @returns `[texts, length]`; `[0, 0]` for no texts
   * @throws RangeError for a `maxLength` that leaves no room for a token
   */
  encode(texts: readonly string[], options?: EncodeTextsOptions): TokenBatch;
  /** The text of a row, without special tokens and padding. */
  decode(ids: Iterable<number | bigint>): string;
}
